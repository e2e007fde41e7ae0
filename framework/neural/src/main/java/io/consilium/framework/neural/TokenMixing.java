package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TRM's stand-in for attention: a layer over the positions of each feature, [B, S, D] seen as [B *
 * D, S] (arXiv 2510.04871, section 4.5). Its norm averages over positions.
 */
final class TokenMixing implements Layer {

  private final Layer inner; // [B * D, S] -> [B * D, S]
  private final Kernels kernels = Kernels.best();

  TokenMixing(Layer inner) {
    this.inner = inner;
  }

  @Override
  public Pass forward(INDArray x, Run run) {
    int s = run.positions();
    int d = (int) x.size(1);
    Pass mixed = inner.forward(turn(x, s, d, run), run); // [B * D, S]
    return Pass.of(
        turn(mixed.output(), d, s, run), // [B * S, D]
        g -> turn(mixed.backward(turn(g, s, d, run)), d, s, run));
  }

  private INDArray turn(INDArray x, int rows, int columns, Run run) {
    INDArray out = run.scratch().take((long) run.batch() * columns, rows);
    kernels.transpose(x, run.batch(), rows, columns, out);
    return out;
  }
}
