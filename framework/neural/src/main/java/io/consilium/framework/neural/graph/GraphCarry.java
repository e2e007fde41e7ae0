package io.consilium.framework.neural.graph;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The state handed from segment to segment.
 *
 * @param graph the problem
 * @param answer y [N, D], row-major
 * @param latent z [N, D], row-major
 * @param step segments done since the start
 */
public record GraphCarry(ConstraintGraph graph, float[] answer, float[] latent, int step) {
  /** A fresh start: an empty answer and a latent state of standard normal noise. */
  public static GraphCarry start(ConstraintGraph graph, int width, RandomGenerator random) {
    float[] latent = new float[Math.multiplyExact(graph.nodes(), width)];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = (float) random.nextGaussian();
    }
    return new GraphCarry(graph, new float[latent.length], latent, 0);
  }

  /** The same from a seed. */
  public static GraphCarry start(ConstraintGraph graph, int width, long seed) {
    return start(graph, width, new SplittableRandom(seed));
  }

  /** Copies of the states: a step must not write into the carry it was given. */
  GraphCarry copy() {
    return new GraphCarry(graph, answer.clone(), latent.clone(), step);
  }

  GraphCarry next() {
    return new GraphCarry(graph, answer, latent, step + 1);
  }
}
