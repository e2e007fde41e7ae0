package io.consilium.framework.neural.token;

import io.consilium.framework.neural.FeedForward;
import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.mixture.MixtureConfig;
import io.consilium.framework.neural.mixture.MixtureFactory;
import java.util.Optional;

/** What a configuration asks for and what a step of it costs, told before anything is made. */
record NetworkSize(NetworkConfig config, Optional<MixtureConfig> mixture) {

  /** Makes parts to count with. */
  FeedForward.Factory part() {
    return mixture
        .<FeedForward.Factory>map(MixtureFactory::new)
        .orElseGet(() -> FeedForward.Factory.swiGlu(config.expansion()));
  }

  /** Multiplications and additions of an ACT step on one puzzle, counted as two each. */
  double flops() {
    double d = config.hiddenSize();
    double mixing =
        config.mixesTokens()
            ? 2 * d * swiGlu(config.expansion(), config.positions())
            : rows() * 8 * d * d + 4 * rows() * rows() * d;
    double active = mixture.map(m -> (double) m.gating().chosen()).orElse(1.0);
    double router = mixture.map(m -> 2 * rows() * d * m.experts()).orElse(0.0);
    double block = mixing + router + active * rows() * 2 * swiGlu(expansion(), config.hiddenSize());
    double slow = upperLayers() > 0 ? upperLayers() : layers();
    double blocks = config.hCycles() * ((double) config.lCycles() * layers() + slow);
    return blocks * block + 2 * rows() * d * config.vocabSize();
  }

  private double rows() {
    return config.positions();
  }

  private double layers() {
    return config instanceof HrmConfig hrm ? hrm.lLayers() : ((TrmConfig) config).lLayers();
  }

  /** Of the slow module; TRM has none of its own. */
  private double upperLayers() {
    return config instanceof HrmConfig hrm ? hrm.hLayers() : 0;
  }

  private double expansion() {
    return mixture.map(MixtureConfig::expansion).orElse(config.expansion());
  }

  /** Weights of a SwiGLU: each is multiplied and added once for a vector. */
  private static double swiGlu(double expansion, int width) {
    return FeedForward.Factory.swiGlu(expansion).size(width).weights();
  }
}
