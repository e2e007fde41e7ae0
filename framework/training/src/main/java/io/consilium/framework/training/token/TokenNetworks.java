package io.consilium.framework.training.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.Configs;
import io.consilium.framework.neural.FeedForward;
import io.consilium.framework.neural.Hrm;
import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.NetworkConfig.Positions;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.Trm;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.mixture.Balance;
import io.consilium.framework.neural.mixture.Gating;
import io.consilium.framework.neural.mixture.MixtureConfig;
import io.consilium.framework.neural.mixture.MixtureFactory;
import io.consilium.framework.training.recipe.Network;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.task.Task;
import java.util.Locale;
import java.util.Optional;

/** Makes networks out of recipes and out of the configurations in checkpoints. */
final class TokenNetworks {
  private static final double EPSILON = 1e-5;
  private static final double THETA = 10_000;
  private static final double CAPACITY = 1.5;

  /** As in the papers; see {@link Balance}. */
  private static final double BIAS_SPEED = 0.001;

  private static final double LOSS_WEIGHT = 0.01;

  private TokenNetworks() {}

  /** What a recipe's network is, as it goes into checkpoints. */
  static ObjectNode config(Recipe recipe) {
    Network.Tokens network = (Network.Tokens) recipe.network();
    Task task = Task.of(recipe.task(), recipe.size());
    NetworkConfig sizes =
        network.kind().equals("hrm") ? hrm(network, recipe, task) : trm(network, recipe, task);
    ObjectNode config = (ObjectNode) Configs.write(sizes);
    config.put("kind", network.kind());
    if (network.mixture() != null) {
      config.set("mixture", mixture(network.mixture()).write());
    }
    config.put("task", task.name());
    config.put("side", task.side());
    return config;
  }

  /**
   * A network with new weights.
   *
   * @param config as {@link #config} makes it
   * @throws IllegalArgumentException if it makes no network
   */
  static Made make(ObjectNode config, long seed) {
    Optional<MixtureFactory> mixtures =
        Optional.ofNullable(config.get("mixture"))
            .map(mixture -> new MixtureFactory(MixtureConfig.read(mixture)));
    FeedForward.Factory part =
        mixtures
            .<FeedForward.Factory>map(made -> made)
            .orElseGet(() -> FeedForward.Factory.swiGlu(config.path("expansion").asDouble()));
    return new Made(network(config, seed, part), mixtures);
  }

  /** A network, and its mixtures if it has any. */
  record Made(ReasoningNetwork network, Optional<MixtureFactory> mixtures) {}

  private static ReasoningNetwork network(ObjectNode config, long seed, FeedForward.Factory part) {
    String kind = config.path("kind").asText();
    return switch (kind) {
      case "hrm" -> Hrm.create(Configs.hrm(config), seed, part);
      case "trm" -> Trm.create(Configs.trm(config), seed, part);
      default ->
          throw new IllegalArgumentException(
              "The checkpoint's network ("
                  + kind
                  + ") is none on tokens. Maybe it is of another kind.");
    };
  }

  private static MixtureConfig mixture(Network.Mixture mixture) {
    return new MixtureConfig(
        mixture.experts(),
        mixture.active() == 1 ? Gating.SWITCH : Gating.MIXTRAL,
        mixture.expansion(),
        CAPACITY,
        mixture.balance().equals("bias")
            ? new Balance.Bias(BIAS_SPEED)
            : new Balance.AuxiliaryLoss(LOSS_WEIGHT));
  }

  private static NetworkConfig hrm(Network.Tokens network, Recipe recipe, Task task) {
    return new HrmConfig(
        task.side() * task.side(),
        task.vocabulary(),
        network.hidden(),
        network.heads(),
        network.expansion(),
        network.hCycles(),
        network.lCycles(),
        network.hLayers(),
        network.lLayers(),
        0,
        0,
        positions(network),
        EPSILON,
        THETA,
        recipe.maxSteps(),
        recipe.exploration());
  }

  private static NetworkConfig trm(Network.Tokens network, Recipe recipe, Task task) {
    return new TrmConfig(
        task.side() * task.side(),
        task.vocabulary(),
        network.hidden(),
        network.heads(),
        network.expansion(),
        network.hCycles(),
        network.lCycles(),
        network.lLayers(),
        0,
        0,
        0,
        positions(network),
        network.mixer().equals("mlp"),
        true,
        EPSILON,
        THETA,
        recipe.maxSteps(),
        recipe.exploration());
  }

  private static Positions positions(Network.Tokens network) {
    return Positions.valueOf(network.positions().toUpperCase(Locale.ROOT));
  }
}
