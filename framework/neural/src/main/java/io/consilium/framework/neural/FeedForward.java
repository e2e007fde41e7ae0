package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The position-wise part of a block: the dense SwiGLU, or a sparse mixture of such networks.
 *
 * <p>One instance belongs to one layer of one network and is used by one thread at a time.
 */
public interface FeedForward {

  /**
   * Runs the layer on every position.
   *
   * @param x float32, c-order, [rows, width] with rows = batch x positions; never changed
   * @param scratch where the output and everything kept for the backward pass is taken from
   * @param training whether {@link Pass#backward} may follow
   * @return the output, [rows, width], and the way back
   */
  Pass forward(INDArray x, Scratch scratch, boolean training);

  /**
   * What one layer needs. In floating point, since no size overflows that.
   *
   * @param weights numbers that are learnt
   * @param kept numbers of working memory for each row of a pass, at least
   */
  record Size(double weights, double kept) {}

  /** Makes the feed-forward part of each layer; registers its weights. */
  interface Factory {

    /**
     * What {@link #create} will need, told before anything is allocated.
     *
     * @param width features of each position
     */
    Size size(int width);

    /**
     * Makes one layer's part.
     *
     * @param parameters takes the weights, under names that begin with {@code prefix}
     * @param prefix such as {@code model.inner.L_level.layers.0.mlp.}
     * @param width features of each position
     */
    FeedForward create(Parameters parameters, String prefix, int width);

    /**
     * The references' own, with weights {@code gate_up_proj} and {@code down_proj}.
     *
     * @param expansion its inner width is two thirds of this times the width, up to a multiple of
     *     256
     */
    static Factory swiGlu(double expansion) {
      return new SwiGlu.Factory(expansion);
    }
  }
}
