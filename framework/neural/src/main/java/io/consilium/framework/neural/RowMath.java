package io.consilium.framework.neural;

/**
 * The sums of one row, on the Java heap: in plain loops, or on the Vector API where the JVM was
 * started with {@code --add-modules jdk.incubator.vector}. Stateless.
 */
interface RowMath {

  /** The sum of a[i] b[i], i < n. */
  float dot(float[] a, float[] b, int n);

  /** out[i] = silu(gateUp[i]) gateUp[n + i]. */
  void gate(float[] gateUp, float[] out, int n);

  /** The gradient of {@link #gate}, into {@code back}, [2 n]. */
  void gateBackward(float[] gateUp, float[] g, float[] back, int n);

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
