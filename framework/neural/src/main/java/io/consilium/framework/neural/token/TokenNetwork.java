package io.consilium.framework.neural.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.Configs;
import io.consilium.framework.neural.FeedForward;
import io.consilium.framework.neural.Hrm;
import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.Trm;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.mixture.MixtureConfig;
import io.consilium.framework.neural.mixture.MixtureFactory;
import java.io.IOException;
import java.util.Optional;

/**
 * HRM or TRM on square grids, as a configuration declares it: the references' settings, {@code
 * kind} ({@code hrm} or {@code trm}), {@code task} ({@code sudoku}, {@code sudoku4} or {@code
 * maze}), {@code side}, and {@code mixture} if its blocks hold one. Keeps native memory until it is
 * closed. For one thread at a time.
 */
public final class TokenNetwork implements AutoCloseable {
  private static final int MOST_SIDE = 64;
  static final String FIX =
      "Maybe it was altered, or is of another network; train it anew with consilium train.";

  private final NetworkSize size;
  private final Optional<MixtureFactory> mixtures;
  private final ReasoningNetwork network;

  private TokenNetwork(NetworkSize size, long seed) {
    this.size = size;
    this.mixtures = size.mixture().map(MixtureFactory::new);
    FeedForward.Factory part =
        mixtures.isPresent()
            ? mixtures.get()
            : FeedForward.Factory.swiGlu(size.config().expansion());
    this.network =
        size.config() instanceof HrmConfig hrm
            ? Hrm.create(hrm, seed, part)
            : Trm.create((TrmConfig) size.config(), seed, part);
  }

  /**
   * One with new weights.
   *
   * @throws IllegalArgumentException if the configuration makes no network; the message names the
   *     setting and its value
   * @throws io.consilium.framework.runtimes.tensor.TensorMemoryExhausted if it does not fit now
   * @throws io.consilium.framework.runtimes.tensor.TensorUnavailable if ND4J does not run
   */
  public static TokenNetwork create(ObjectNode config, long seed) {
    return new TokenNetwork(size(config), seed);
  }

  /**
   * One with a checkpoint's weights. A configuration that asks for more weights than the file holds
   * is refused before anything is allocated.
   *
   * @throws BadCheckpoint if the configuration makes no network, or the weights are not its
   * @throws io.consilium.framework.runtimes.tensor.TensorMemoryExhausted if it does not fit now
   * @throws io.consilium.framework.runtimes.tensor.TensorUnavailable if ND4J does not run
   */
  public static TokenNetwork of(Checkpoint checkpoint) throws IOException {
    TokenTask.of(checkpoint);
    TokenNetwork made;
    try {
      made = create(checkpoint.config(), 0);
    } catch (IllegalArgumentException e) {
      throw new BadCheckpoint(checkpoint.source(), e.getMessage(), FIX);
    }
    try {
      made.network.load(checkpoint);
      return made;
    } catch (IOException | RuntimeException | Error e) {
      made.close();
      throw e;
    }
  }

  static NetworkSize size(ObjectNode config) {
    NetworkConfig sizes = kind(config).equals("hrm") ? Configs.hrm(config) : Configs.trm(config);
    int cells = side(config) * side(config);
    if (sizes.seqLen() != cells || sizes.vocabSize() != tokens(config).vocabulary()) {
      throw new IllegalArgumentException(
          "A network on %d tokens of %d sorts is none for a %s of side %d, which needs %d of %d."
              .formatted(
                  sizes.seqLen(),
                  sizes.vocabSize(),
                  config.path("task").asText(),
                  side(config),
                  cells,
                  tokens(config).vocabulary()));
    }
    return new NetworkSize(
        sizes, Optional.ofNullable(config.get("mixture")).map(MixtureConfig::read));
  }

  private static String kind(ObjectNode config) {
    String kind = config.path("kind").asText();
    if (!kind.equals("hrm") && !kind.equals("trm")) {
      throw new IllegalArgumentException(
          "The network's kind (" + kind + ") is none on tokens. Maybe hrm or trm.");
    }
    return kind;
  }

  private static int side(ObjectNode config) {
    JsonNode side = config.path("side");
    if (!side.isInt() || side.asInt() < 2 || side.asInt() > MOST_SIDE) {
      throw new IllegalArgumentException(
          "The network's side (%s) is not 2 to %d.".formatted(side, MOST_SIDE));
    }
    return side.asInt();
  }

  private static GridTokens tokens(ObjectNode config) {
    return GridTokens.of(config.path("task").asText(), side(config));
  }

  static TokenTask task(ObjectNode config, double passBytes) {
    return new TokenTask(side(config), tokens(config), passBytes);
  }

  public ReasoningNetwork network() {
    return network;
  }

  /** Those of its blocks; empty if they are dense. */
  public Optional<MixtureFactory> mixtures() {
    return mixtures;
  }

  /** Multiplications and additions of an ACT step on one puzzle, counted as two each. */
  public double flops() {
    return size.flops();
  }

  @Override
  public void close() {
    network.close();
  }
}
