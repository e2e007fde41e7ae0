package io.consilium.framework.neural;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The Tiny Recursive Model (Jolicoeur-Martineau, arXiv 2510.04871): one small network improves a
 * latent z (z_L) several times, then the answer y (z_H). For one thread at a time.
 */
public final class Trm extends ReasoningNetwork {

  private final Level net;

  private Trm(
      TrmConfig config,
      Footprint footprint,
      Parameters parameters,
      FeedForward.Factory feedForward) {
    super(config, footprint, parameters);
    this.net =
        new Blocks(config, parameters, feedForward)
            .level("L_level", config.lLayers(), config.mlpT());
  }

  /**
   * A network with the reference's initial weights, drawn from the seed.
   *
   * @throws IllegalArgumentException if it could not fit into this process
   * @throws io.consilium.framework.runtimes.tensor.TensorMemoryExhausted if it does not now
   * @throws io.consilium.framework.runtimes.tensor.TensorUnavailable if ND4J does not run
   */
  public static Trm create(TrmConfig config, long seed) {
    return create(config, seed, FeedForward.Factory.swiGlu(config.expansion()));
  }

  /** The same with another feed-forward part in its blocks. */
  public static Trm create(TrmConfig config, long seed, FeedForward.Factory feedForward) {
    Footprint footprint = fitting(config, feedForward);
    return made(footprint, seed, parameters -> new Trm(config, footprint, parameters, feedForward));
  }

  /**
   * Section 4.1 and figure 3: all cycles but the last without gradient, the last with all of it.
   */
  @Override
  Thought reason(Run run, INDArray answer, INDArray latent, INDArray embedded) {
    for (int h = 1; h < config().hCycles(); h++) {
      for (int l = 1; l <= config().lCycles(); l++) {
        net.update(run, latent, answer, embedded); // z = net(x, y, z)
      }
      net.update(run, answer, latent); // y = net(y, z)
    }
    List<Pass> passes = new ArrayList<>();
    INDArray z = latent;
    for (int l = 1; l <= config().lCycles(); l++) {
      passes.add(net.forward(run, z, answer, embedded));
      z = passes.get(passes.size() - 1).output();
    }
    Pass last = net.forward(run, answer, z);
    return new Thought(last.output(), z, g -> back(last.backward(g), passes, run));
  }

  /** Each latent update hands its gradient to the latent before it and to the embedding. */
  private static INDArray back(INDArray gLatent, List<Pass> passes, Run run) {
    INDArray gEmbedded = run.scratch().zeros(gLatent.shape());
    INDArray g = gLatent;
    for (int at = passes.size() - 1; at >= 0; at--) {
      g = passes.get(at).backward(g);
      Kernels.best().add(gEmbedded, g);
    }
    return gEmbedded;
  }
}
