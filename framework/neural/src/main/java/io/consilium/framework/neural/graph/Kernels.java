package io.consilium.framework.neural.graph;

import io.consilium.framework.neural.internal.RowMath;

/**
 * The arithmetic of the fused path. Two ways to do the same sums: plain Java, and the Vector API
 * where the JVM was started with {@code --add-modules jdk.incubator.vector}. Stateless.
 */
interface Kernels {

  /**
   * C += A B.
   *
   * @param rows rows of A and C
   * @param inner columns of A, rows of B
   * @param columns columns of B and C
   * @param a element (i, k) of A stands at {@code aStart + i * aRow + k * aColumn}, so that a
   *     transposed matrix needs no copy
   * @param b row-major, {@code columns} apart
   * @param c row-major, {@code columns} apart
   */
  void multiply(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aStart,
      int aRow,
      int aColumn,
      float[] b,
      int bStart,
      float[] c,
      int cStart);

  /** The sums of rows that go with it. */
  RowMath rows();

  /** to += from, {@code count} numbers. */
  void add(float[] from, int at, float[] to, int target, int count);

  /** values = max(values, 0). */
  void relu(float[] values, int start, int count);

  /**
   * Root mean square normalisation without gain, in place, as the reference's {@code rms_norm}.
   *
   * @param norm per row the factor that was applied, from {@code normStart}
   */
  void normalise(int rows, int width, float[] values, int start, float[] norm, int normStart);

  /** The gradient of {@link #normalise}, in place in {@code grad}, from the normalised values. */
  void normaliseBackward(
      int rows, int width, float[] values, int start, float[] norm, int normStart, float[] grad);

  /** The name of this way, as reports show it. */
  String name();

  /** The fastest way this JVM offers, chosen once. */
  static Kernels best() {
    return Chosen.BEST;
  }

  /** Chosen at first use: the Vector API is a module that may be absent. */
  final class Chosen {
    private static final Kernels BEST = choose();

    private Chosen() {}

    private static Kernels choose() {
      try {
        Class.forName("jdk.incubator.vector.FloatVector");
        return new VectorKernels();
      } catch (ClassNotFoundException | LinkageError e) {
        return new PlainKernels();
      }
    }
  }
}
