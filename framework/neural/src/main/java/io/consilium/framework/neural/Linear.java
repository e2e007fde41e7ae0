package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/** y = x W', without bias. */
final class Linear {

  private final Parameter weight; // [out, in]
  private final int in;
  private final int out;

  Linear(Parameter weight) {
    this.weight = weight;
    this.out = (int) weight.shape()[0];
    this.in = (int) weight.shape()[1];
  }

  /** Weights of deviation 1 / sqrt(in). */
  static Linear create(Parameters parameters, String name, int in, int out) {
    return new Linear(parameters.normal(name + ".weight", 1 / Math.sqrt(in), out, in));
  }

  INDArray forward(INDArray x, Scratch scratch) {
    int rows = (int) x.size(0);
    INDArray y = scratch.take(rows, out);
    Gemm.multiply(false, true, rows, out, in, 1f, x, in, weight.value(), in, 0f, y, out);
    return y; // [rows, out]
  }

  /** Adds g' x to the weight's gradient and returns g W. */
  INDArray backward(INDArray x, INDArray g, Scratch scratch) {
    int rows = (int) x.size(0);
    Gemm.multiply(true, false, out, in, rows, 1f, g, out, x, in, 1f, weight.gradient(), in);
    INDArray back = scratch.take(rows, in);
    Gemm.multiply(false, false, rows, in, out, 1f, g, out, weight.value(), in, 0f, back, in);
    return back; // [rows, in]
  }
}
