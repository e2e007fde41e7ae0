package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/** down(silu(gate) * up), with [gate | up] = x W' (arXiv 2002.05202, section 2). */
final class SwiGlu implements FeedForward {

  private final Linear gateUp; // width -> 2 * inner
  private final Linear down; // inner -> width
  private final int inner;
  private final Kernels kernels = Kernels.best();

  private SwiGlu(Linear gateUp, Linear down, int inner) {
    this.gateUp = gateUp;
    this.down = down;
    this.inner = inner;
  }

  /** Makes parts of one expansion. */
  record Factory(double expansion) implements FeedForward.Factory {
    @Override
    public Size size(int width) {
      return SwiGlu.size(width, expansion);
    }

    @Override
    public FeedForward create(Parameters parameters, String prefix, int width) {
      return SwiGlu.create(parameters, prefix, width, expansion);
    }
  }

  static Size size(int width, double expansion) {
    double inner = innerWidth(width, expansion);
    return new Size(3 * inner * width, 3 * inner + width);
  }

  static SwiGlu create(Parameters parameters, String prefix, int width, double expansion) {
    int inner = Math.toIntExact(innerWidth(width, expansion));
    return new SwiGlu(
        Linear.create(parameters, prefix + "gate_up_proj", width, 2 * inner),
        Linear.create(parameters, prefix + "down_proj", inner, width),
        inner);
  }

  /** Two thirds of the expansion, since there are two matrices; rounded half to even, then up. */
  static long innerWidth(int width, double expansion) {
    return (long) Math.ceil(Math.rint(expansion * width * 2 / 3) / 256) * 256;
  }

  @Override
  public Pass forward(INDArray x, Scratch scratch, boolean training) {
    int rows = (int) x.size(0);
    INDArray projected = gateUp.forward(x, scratch); // [rows, 2 * inner]
    INDArray hidden = scratch.take(rows, inner); // [rows, inner]
    kernels.gate(projected, hidden);
    INDArray y = down.forward(hidden, scratch); // [rows, width]
    return Pass.of(
        y,
        g -> {
          INDArray gHidden = down.backward(hidden, g, scratch); // [rows, inner]
          INDArray gProjected = scratch.take(rows, 2L * inner);
          kernels.gateBackward(projected, gHidden, gProjected);
          return gateUp.backward(x, gProjected, scratch); // [rows, width]
        });
  }
}
