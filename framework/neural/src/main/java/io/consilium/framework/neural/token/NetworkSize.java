package io.consilium.framework.neural.token;

import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.mixture.MixtureConfig;
import java.util.Optional;

/**
 * How many weights a configuration asks for and what a step costs, told before anything is made.
 */
record NetworkSize(NetworkConfig config, Optional<MixtureConfig> mixture) {

  /** Weights of the layers, without routers, biases and initial states: fewer than there are. */
  double least() {
    double d = config.hiddenSize();
    double mixing = mixes() ? 3 * rows() * inner(config.expansion(), rows()) : 4 * d * d;
    double experts = mixture.map(m -> (double) m.experts()).orElse(1.0);
    return (layers() + upperLayers()) * (mixing + experts * 3 * d * inner(expansion(), d))
        + 2.0 * config.vocabSize() * d;
  }

  /** Multiplications and additions of an ACT step on one puzzle, counted as two each. */
  double flops() {
    double d = config.hiddenSize();
    double mixing =
        mixes()
            ? d * 6 * rows() * inner(config.expansion(), rows())
            : rows() * 8 * d * d + 4 * rows() * rows() * d;
    double active = mixture.map(m -> (double) m.gating().chosen()).orElse(1.0);
    double router = mixture.map(m -> 2 * rows() * d * m.experts()).orElse(0.0);
    double block = mixing + router + active * rows() * 6 * d * inner(expansion(), d);
    double slow = upperLayers() > 0 ? upperLayers() : layers();
    double blocks = config.hCycles() * ((double) config.lCycles() * layers() + slow);
    return blocks * block + 2 * rows() * d * config.vocabSize();
  }

  private double rows() {
    return config.positions();
  }

  private boolean mixes() {
    return config instanceof TrmConfig trm && trm.mlpT();
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

  /** Of a SwiGLU. */
  private static double inner(double expansion, double width) {
    return Math.ceil(Math.rint(expansion * width * 2 / 3) / 256) * 256;
  }
}
