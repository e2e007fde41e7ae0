package io.consilium.framework.training;

import io.consilium.framework.training.graph.GraphLearners;
import io.consilium.framework.training.recipe.Network;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.run.Learner;
import io.consilium.framework.training.task.BadInput;
import io.consilium.framework.training.token.TokenLearner;

/** Finds who trains the network of a recipe. */
final class Learners {
  private Learners() {}

  /**
   * @throws BadInput if the recipe's numbers make no network
   */
  static Learner make(Recipe recipe, int threads) throws BadInput {
    try {
      return recipe.network() instanceof Network.Tokens
          ? new TokenLearner(recipe)
          : GraphLearners.of(recipe, threads);
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "The recipe (" + recipe.name() + ") makes no network: " + e.getMessage(), e);
    }
  }
}
