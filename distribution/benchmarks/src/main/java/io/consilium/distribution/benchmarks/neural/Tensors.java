package io.consilium.distribution.benchmarks.neural;

import io.consilium.framework.neural.checkpoint.Dtype;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Tensors from what the networks hold, and how far two sets of them are apart. */
final class Tensors {
  private Tensors() {}

  static Tensor floats(String name, float[] values, int... shape) {
    return Tensor.of(name, shape.length == 0 ? new int[] {values.length} : shape, values);
  }

  static Tensor floats(String name, FloatBuffer values, long... shape) {
    float[] copy = new float[values.limit()];
    values.get(0, copy);
    int[] sizes = new int[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact(shape[i]);
    }
    return Tensor.of(name, sizes, copy);
  }

  static Tensor ints(String name, int[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return new Tensor(name, Dtype.I32, shape, bytes);
  }

  /**
   * The largest difference of any number, in parts of its tensor's largest one.
   *
   * @param wanted names that the other must have too; it may have more
   */
  static double apart(Map<String, Tensor> wanted, Map<String, Tensor> other) {
    double most = 0;
    for (Tensor tensor : wanted.values()) {
      Tensor same = other.get(tensor.name());
      if (same == null || same.size() != tensor.size()) {
        throw new NeuralBench.Disagreement(
            "One side gave (%s), the other (%s).".formatted(tensor, same));
      }
      double apart = apart(tensor.floats(), same.floats());
      if (Double.isNaN(apart)) {
        throw new NeuralBench.Disagreement("(%s) holds no numbers.".formatted(tensor.name()));
      }
      most = Math.max(most, apart);
    }
    return most;
  }

  private static double apart(float[] a, float[] b) {
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < a.length; i++) {
      if (!Float.isFinite(a[i]) || !Float.isFinite(b[i])) {
        return Double.NaN;
      }
      largest = Math.max(largest, Math.max(Math.abs(a[i]), Math.abs(b[i])));
      apart = Math.max(apart, Math.abs((double) a[i] - b[i]));
    }
    return largest == 0 ? 0 : apart / largest;
  }
}
