package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = RMSNorm(x + inner(x)): the residual step of every block, normalised after the sum (arXiv
 * 2506.21734, section 2, "post-norm").
 */
final class PostNorm implements Layer {

  private final Layer inner;
  private final float eps;
  private final Kernels kernels = Kernels.best();

  PostNorm(Layer inner, double eps) {
    this.inner = inner;
    this.eps = (float) eps;
  }

  @Override
  public Pass forward(INDArray x, Run run) {
    Scratch scratch = run.scratch();
    Pass added = inner.forward(x, run);
    INDArray y = scratch.take(x.shape());
    INDArray inverse = scratch.take(x.size(0)); // [rows]
    kernels.addAndNormalize(x, added.output(), y, inverse, eps);
    return Pass.of(
        y,
        g -> {
          INDArray gSum = scratch.take(x.shape());
          kernels.normalizeBackward(y, inverse, g, gSum);
          INDArray back = added.backward(gSum);
          kernels.add(back, gSum);
          return back;
        });
  }
}
