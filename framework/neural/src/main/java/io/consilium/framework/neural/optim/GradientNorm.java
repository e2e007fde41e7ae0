package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.Collection;

/** The length of a gradient that lies in several tensors, summed in double precision. */
public final class GradientNorm {
  private GradientNorm() {}

  /** The Euclidean norm over all of them; NaN or infinite as soon as one number is. */
  public static double of(Collection<FloatBuffer> gradients) {
    double sum = 0;
    for (FloatBuffer gradient : gradients) {
      sum += squares(gradient);
    }
    return Math.sqrt(sum);
  }

  /**
   * Shortens the gradient to {@code max} if it is longer. A norm that is not finite changes
   * nothing: the caller stops there.
   *
   * @return the norm as it was before
   */
  public static double clip(Collection<FloatBuffer> gradients, double max) {
    double norm = of(gradients);
    if (Double.isFinite(norm) && norm > max) {
      float factor = (float) (max / norm);
      gradients.forEach(gradient -> scale(gradient, factor));
    }
    return norm;
  }

  private static double squares(FloatBuffer gradient) {
    double sum = 0;
    if (gradient.hasArray()) {
      float[] all = gradient.array();
      int from = gradient.arrayOffset() + gradient.position();
      int to = gradient.arrayOffset() + gradient.limit();
      for (int i = from; i < to; i++) {
        sum += (double) all[i] * all[i];
      }
      return sum;
    }
    for (int i = gradient.position(); i < gradient.limit(); i++) {
      double g = gradient.get(i);
      sum += g * g;
    }
    return sum;
  }

  private static void scale(FloatBuffer gradient, float factor) {
    for (int i = gradient.position(); i < gradient.limit(); i++) {
      gradient.put(i, gradient.get(i) * factor);
    }
  }
}
