package io.consilium.framework.training.graph;

import io.consilium.framework.neural.graph.GraphConfig;
import java.util.List;

/**
 * How a graph network is trained.
 *
 * @param network its shape
 * @param phases of the curriculum, in order
 * @param batch puzzles side by side
 * @param learningRate after warm-up
 * @param warmUp steps of warm-up
 * @param decay step from which the rate falls to a tenth, as a cosine; never if above {@code steps}
 * @param steps updates of the weights in all
 * @param clip longest gradient
 * @param weightDecay of AdamW
 * @param average decay of the average of the weights; 0 for none
 * @param linger share of the puzzles that go on after they were solved, so that solutions stay
 * @param seed of weights, noise and data
 */
public record GraphRecipe(
    GraphConfig network,
    List<Phase> phases,
    int batch,
    double learningRate,
    int warmUp,
    long decay,
    long steps,
    double clip,
    double weightDecay,
    double average,
    double linger,
    long seed) {
  public GraphRecipe {
    phases = List.copyOf(phases);
  }

  /**
   * A part of the curriculum.
   *
   * @param until step at which the next one begins
   * @param segments after which a puzzle is given up
   * @param easy share of the puzzles drawn, relative to the others
   * @param minimal likewise
   * @param sparse likewise
   * @param hard likewise
   * @param extreme likewise; out of the pool of those that are hard for trials
   */
  public record Phase(
      String name,
      long until,
      int segments,
      double easy,
      double minimal,
      double sparse,
      double hard,
      double extreme) {}

  /** The phase of a step. */
  Phase phase(long step) {
    for (Phase phase : phases) {
      if (step < phase.until()) {
        return phase;
      }
    }
    return phases.get(phases.size() - 1);
  }

  /** The learning rate of a step, from 0. */
  double rate(long step) {
    double rate = learningRate * Math.min(1, (step + 1.0) / Math.max(1, warmUp));
    if (step < decay || decay >= steps) {
      return rate;
    }
    double done = Math.min(1, (step - decay) / (double) (steps - decay));
    return rate * (0.1 + 0.9 * 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
