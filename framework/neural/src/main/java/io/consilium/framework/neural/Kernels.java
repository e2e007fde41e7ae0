package io.consilium.framework.neural;

import io.consilium.framework.neural.internal.RowMath;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a block does besides matrix products. ND4J needs a chain of operations for each, at tens of
 * microseconds apiece; the fused loops do the same sums in one pass. Chosen once, by the system
 * property {@code consilium.neural.kernels} ({@code fused} or {@code nd4j}). All arrays are c-order
 * and no views; stateless.
 */
interface Kernels {

  /** y += x. */
  void add(INDArray y, INDArray x);

  /**
   * RMSNorm without gain of a sum (arXiv 1910.07467): y = u / sqrt(mean(u^2) + eps), u = x + added.
   *
   * @param inverse takes 1 / sqrt(mean(u^2) + eps), [rows]
   */
  void addAndNormalize(INDArray x, INDArray added, INDArray y, INDArray inverse, float eps);

  /** d loss / d u = inverse (g - y mean(g y)), into {@code back}. */
  void normalizeBackward(INDArray y, INDArray inverse, INDArray g, INDArray back);

  /** hidden = silu(gate) * up, of gateUp = [gate | up]. */
  void gate(INDArray gateUp, INDArray hidden);

  /** The gradient of {@link #gate}, into {@code gGateUp}. */
  void gateBackward(INDArray gateUp, INDArray gHidden, INDArray gGateUp);

  /** Each row becomes its softmax. */
  void softmax(INDArray scores);

  /** g becomes p (g - sum(g p)), row by row. */
  void softmaxBackward(INDArray p, INDArray g);

  /**
   * Turns the leading heads of each row by its position's angles.
   *
   * @param x [batch * positions, any number of heads * width]
   * @param heads how many of them to turn
   * @param direction 1, or -1 for the way back
   */
  void rotate(INDArray x, Rotary rotary, int positions, int heads, int direction);

  /** out[b, j, i] = x[b, i, j] for x of [batch, rows, columns]. */
  void transpose(INDArray x, int batch, int rows, int columns, INDArray out);

  /** The fastest way this JVM offers. */
  static Kernels best() {
    return Chosen.BEST;
  }

  /** Chosen at first use. */
  final class Chosen {
    private static final Kernels BEST = choose();

    private Chosen() {}

    private static Kernels choose() {
      String wanted = System.getProperty("consilium.neural.kernels", "fused");
      return switch (wanted) {
        case "fused" -> new FusedKernels(RowMath.best());
        case "nd4j" -> new Nd4jKernels();
        default ->
            throw new IllegalArgumentException(
                "consilium.neural.kernels is fused or nd4j, not " + wanted);
      };
    }
  }
}
