package io.consilium.framework.training.graph;

import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.GraphConfig;
import io.consilium.framework.training.puzzle.HardPool;
import io.consilium.framework.training.recipe.Network;
import io.consilium.framework.training.recipe.Optimiser;
import io.consilium.framework.training.recipe.Phase;
import io.consilium.framework.training.recipe.Recipe;
import io.consilium.framework.training.run.Learner;

/** Makes the trainer of a graph network out of a recipe. */
public final class GraphLearners {
  private GraphLearners() {}

  /** Trains the network of a recipe; extreme puzzles come out of the bundled pool. */
  public static Learner of(Recipe recipe, int threads) {
    return new GraphLearner(graph(recipe), Pool.EXTREME, threads);
  }

  /** Every puzzle of it is solved when it is read: once is enough. */
  private static final class Pool {
    private static final HardPool EXTREME = HardPool.extreme();
  }

  static GraphRecipe graph(Recipe recipe) {
    Network.Graph network = (Network.Graph) recipe.network();
    Optimiser optimiser = recipe.optimiser();
    return new GraphRecipe(
        new GraphConfig(
            network.width(),
            network.message(),
            network.hidden(),
            network.updates(),
            ConstraintGraph.SUDOKU),
        recipe.phases().stream().map(GraphLearners::phase).toList(),
        recipe.batch(),
        optimiser.learningRate(),
        optimiser.warmup(),
        optimiser.minRatio() < 1 ? optimiser.decayFrom() : recipe.steps(),
        recipe.steps(),
        optimiser.clip() > 0 ? optimiser.clip() : Double.MAX_VALUE,
        optimiser.weightDecay(),
        recipe.ema(),
        recipe.exploration(),
        recipe.seed());
  }

  private static GraphRecipe.Phase phase(Phase phase) {
    return new GraphRecipe.Phase(
        phase.name(),
        phase.until(),
        phase.maxSteps(),
        phase.mix().getOrDefault("easy", 0.0),
        phase.mix().getOrDefault("minimal", 0.0),
        phase.mix().getOrDefault("sparse", 0.0),
        phase.mix().getOrDefault("hard", 0.0),
        phase.mix().getOrDefault("extreme", 0.0));
  }
}
