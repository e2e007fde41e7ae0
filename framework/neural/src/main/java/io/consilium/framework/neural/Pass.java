package io.consilium.framework.neural;

import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer's output together with the way back through it. Its arrays lie in the {@link Scratch} of
 * the forward pass and are valid until that is released.
 */
public interface Pass {

  /** The layer's result. */
  INDArray output();

  /**
   * Carries a gradient back through the layer: adds to {@link Parameter#gradient()} of its weights,
   * and returns d loss / d input. At most once for each forward pass.
   *
   * @param upstream d loss / d output, of the output's shape; never changed
   * @return a new array of the input's shape, from the same scratch
   */
  INDArray backward(INDArray upstream);

  /** Puts an output and its way back together. */
  static Pass of(INDArray output, UnaryOperator<INDArray> back) {
    return new Pass() {
      @Override
      public INDArray output() {
        return output;
      }

      @Override
      public INDArray backward(INDArray upstream) {
        return back.apply(upstream);
      }
    };
  }
}
