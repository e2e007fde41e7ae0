package io.consilium.framework.neural.internal;

/**
 * The sums of rows that both families of networks need, on the Java heap: in plain loops, or on the
 * Vector API where the JVM was started with {@code --add-modules jdk.incubator.vector}. Stateless.
 */
public interface RowMath {

  /** The sum of a[i] b[i], i < n. */
  float dot(float[] a, float[] b, int n);

  /**
   * SwiGLU's middle (arXiv 2002.05202, section 2): {@code out[r, j] = silu(gateUp[r, j]) gateUp[r,
   * n + j]}.
   *
   * @param n width of a row of {@code out}; one of {@code gateUp} is twice as wide
   */
  void gate(int rows, int n, float[] gateUp, int start, float[] out, int outStart);

  /** The gradient of {@link #gate}: overwrites {@code back}, [rows, 2 n], from {@code g}. */
  void gateBackward(int rows, int n, float[] gateUp, int start, float[] g, float[] back);

  /** row[i] becomes exp(row[i] - max) / sum. */
  void softmax(float[] row, int n);

  /** The fastest way this JVM offers. */
  static RowMath best() {
    return Chosen.BEST;
  }

  /** Chosen at first use: the Vector API is a module that may be absent. */
  final class Chosen {
    private static final RowMath BEST = choose();

    private Chosen() {}

    private static RowMath choose() {
      try {
        Class.forName("jdk.incubator.vector.FloatVector");
        return new VectorRowMath();
      } catch (ClassNotFoundException | LinkageError e) {
        return new PlainRowMath();
      }
    }
  }
}
