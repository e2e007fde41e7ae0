package io.consilium.framework.neural;

import java.util.ArrayList;
import java.util.List;

/** Puts modules together: post-norm attention or token mixing, then a post-norm feed-forward. */
final class Blocks {

  private final NetworkConfig config;
  private final Parameters parameters;
  private final FeedForward.Factory feedForward;
  private final Rotary rotary;

  Blocks(NetworkConfig config, Parameters parameters, FeedForward.Factory feedForward) {
    this.config = config;
    this.parameters = parameters;
    this.feedForward = feedForward;
    int width = config.hiddenSize() / config.numHeads();
    this.rotary =
        config.posEncodings() == NetworkConfig.Positions.ROPE
            ? Rotary.of(config.positions(), width, config.ropeTheta())
            : null;
  }

  Level level(String name, int blocks, boolean mixing) {
    List<Layer> layers = new ArrayList<>();
    for (int at = 0; at < blocks; at++) {
      String prefix = "model.inner.%s.layers.%d.".formatted(name, at);
      layers.add(mixing ? mixing(prefix) : attending(prefix));
      layers.add(normalized(part(feedForward.create(parameters, prefix + "mlp.", width()))));
    }
    return new Level(name, layers);
  }

  private Layer attending(String prefix) {
    return normalized(
        new Attention(parameters, prefix + "self_attn.", width(), config.numHeads(), rotary));
  }

  private Layer mixing(String prefix) {
    return new TokenMixing(
        normalized(
            part(
                SwiGlu.create(
                    parameters, prefix + "mlp_t.", config.positions(), config.expansion()))));
  }

  private Layer normalized(Layer inner) {
    return new PostNorm(inner, config.rmsNormEps());
  }

  private static Layer part(FeedForward inner) {
    return (x, run) -> inner.forward(x, run.scratch(), run.training());
  }

  private int width() {
    return config.hiddenSize();
  }
}
