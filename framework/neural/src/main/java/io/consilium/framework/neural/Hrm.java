package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The Hierarchical Reasoning Model (Wang et al., arXiv 2506.21734): a fast module converges towards
 * a state that a slow module then moves. For one thread at a time.
 */
public final class Hrm extends ReasoningNetwork {

  private final Level fast;
  private final Level slow;

  private Hrm(
      HrmConfig config,
      Footprint footprint,
      Parameters parameters,
      FeedForward.Factory feedForward) {
    super(config, footprint, parameters);
    Blocks blocks = new Blocks(config, parameters, feedForward);
    this.slow = blocks.level("H_level", config.hLayers(), false);
    this.fast = blocks.level("L_level", config.lLayers(), false);
  }

  /**
   * A network with the references' initial weights, drawn from the seed.
   *
   * @throws IllegalArgumentException if it could not fit into this process
   * @throws io.consilium.framework.runtimes.tensor.TensorMemoryExhausted if it does not now
   * @throws io.consilium.framework.runtimes.tensor.TensorUnavailable if ND4J does not run
   */
  public static Hrm create(HrmConfig config, long seed) {
    return create(config, seed, FeedForward.Factory.swiGlu(config.expansion()));
  }

  /** The same with another feed-forward part in its blocks. */
  public static Hrm create(HrmConfig config, long seed, FeedForward.Factory feedForward) {
    Footprint footprint = fitting(config, feedForward);
    return made(footprint, seed, parameters -> new Hrm(config, footprint, parameters, feedForward));
  }

  /**
   * Section 2, equations 1 to 3: N cycles of T fast updates and a slow one. Only the last of each
   * carries gradient ("approximate gradient": one step of the Neumann series at the fixed point).
   */
  @Override
  Thought reason(Run run, INDArray high, INDArray low, INDArray embedded) {
    for (int h = 1; h <= config().hCycles(); h++) {
      boolean last = h == config().hCycles();
      for (int l = 1; l <= config().lCycles() - (last ? 1 : 0); l++) {
        fast.update(run, low, high, embedded); // z_L = L(z_L, z_H + E)
      }
      if (!last) {
        slow.update(run, high, low); // z_H = H(z_H, z_L)
      }
    }
    Pass lower = fast.forward(run, low, high, embedded);
    Pass higher = slow.forward(run, high, lower.output());
    return new Thought(higher.output(), lower.output(), g -> lower.backward(higher.backward(g)));
  }
}
