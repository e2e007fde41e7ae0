package io.consilium.framework.neural.mixture;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Moves rows between a layer's arrays, the heap, and the packed rows of one expert. */
final class Rows {
  /** Kinds of array that one expert may ask of a scratch, for a given number of tokens. */
  private static final int SIZES = 16;

  private Rows() {}

  /** A factor for each choice. */
  @FunctionalInterface
  interface Factor {
    float of(int choice);
  }

  static float[] read(INDArray array) {
    return read(array, (int) array.length());
  }

  static float[] read(INDArray array, int length) {
    float[] values = new float[length];
    array.data().asNioFloat().get(0, values);
    return values;
  }

  static void write(float[] values, INDArray array) {
    array.data().asNioFloat().put(0, values);
  }

  /**
   * Rows for an expert that took so many of the tokens, a little more than it needs: a scratch
   * keeps every shape it was ever asked for, so there must not be one for every number.
   */
  static int padded(int size, int tokens) {
    int step = (tokens + SIZES - 1) / SIZES;
    return (size + step - 1) / step * step;
  }

  /** Packs the tokens that an expert took, each times a factor; the rest is zero. */
  static void gather(
      float[] tokens, Assignment assignment, int expert, Factor factor, int width, INDArray into) {
    float[] packed = new float[(int) into.length()];
    for (int i = 0; i < assignment.size(expert); i++) {
      int choice = assignment.choice(expert, i);
      int from = choice / assignment.chosen() * width;
      float times = factor.of(choice);
      for (int j = 0; j < width; j++) {
        packed[i * width + j] = times * tokens[from + j];
      }
    }
    FloatBuffer numbers = into.data().asNioFloat();
    numbers.put(0, packed);
  }
}
