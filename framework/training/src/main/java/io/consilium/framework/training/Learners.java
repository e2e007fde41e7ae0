package io.consilium.framework.training;

import io.consilium.framework.training.graph.GraphLearners;
import io.consilium.framework.training.recipe.Network;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.run.Learner;
import io.consilium.framework.training.token.TokenLearner;

/** Finds who trains the network of a recipe. */
final class Learners {
  private Learners() {}

  static Learner make(Recipe recipe, int threads) {
    if (recipe.network() instanceof Network.Tokens) {
      return new TokenLearner(recipe);
    }
    return GraphLearners.of(recipe, threads);
  }
}
