package io.consilium.framework.training.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.Configs;
import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.NetworkConfig.Positions;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.mixture.Balance;
import io.consilium.framework.neural.mixture.Gating;
import io.consilium.framework.neural.mixture.MixtureConfig;
import io.consilium.framework.training.recipe.Network;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.task.Task;
import java.util.Locale;

/** What a recipe's network is. */
final class TokenNetworks {
  private static final double EPSILON = 1e-5;
  private static final double THETA = 10_000;
  private static final double CAPACITY = 1.5;

  /** As in the papers; see {@link Balance}. */
  private static final double BIAS_SPEED = 0.001;

  private static final double LOSS_WEIGHT = 0.01;

  private TokenNetworks() {}

  /** As it goes into checkpoints. */
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
