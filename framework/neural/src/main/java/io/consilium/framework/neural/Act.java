package io.consilium.framework.neural;

import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * How an ACT step is taken (arXiv 2506.21734, section 2, "Adaptive computational time").
 *
 * @param training whether sequences halt by their q values; otherwise only at the last step
 * @param leastSteps in training, no sequence halts before so many steps, [B]; empty for no limit
 * @param maxSteps the last step, 0: as configured
 * @param stop asked before each block; {@code true} ends the pass by {@link StoppedException}
 * @param observer watches the step from inside
 */
public record Act(
    boolean training, int[] leastSteps, int maxSteps, BooleanSupplier stop, Observer observer) {

  /** As the references evaluate: every sequence takes all its steps. */
  public static Act evaluate() {
    return new Act(false, new int[0], 0, () -> false, Observer.NONE);
  }

  /** As the references train, without exploration. */
  public static Act train() {
    return new Act(true, new int[0], 0, () -> false, Observer.NONE);
  }

  /** Training in which a random share of sequences may not halt before a random step. */
  public static Act explore(NetworkConfig config, int batch, RandomGenerator random) {
    float[] draws = new float[batch];
    int[] least = new int[batch];
    for (int b = 0; b < batch; b++) {
      draws[b] = random.nextFloat();
      least[b] = random.nextInt(2, Math.max(2, config.haltMaxSteps()) + 1);
    }
    return explore(config.haltExplorationProb(), draws, least);
  }

  /**
   * The same with the draws given.
   *
   * @param draws uniform in [0, 1), [B]; below {@code probability} a sequence explores
   * @param least uniform in [2, halt_max_steps], [B]
   */
  public static Act explore(double probability, float[] draws, int[] least) {
    int[] leastSteps = new int[draws.length];
    for (int b = 0; b < draws.length; b++) {
      leastSteps[b] = draws[b] < probability ? least[b] : 0;
    }
    return new Act(true, leastSteps, 0, () -> false, Observer.NONE);
  }

  /** The same, stopped when asked. */
  public Act stoppedBy(BooleanSupplier whether) {
    return new Act(training, leastSteps, maxSteps, whether, observer);
  }

  /** The same, watched. */
  public Act watchedBy(Observer watcher) {
    return new Act(training, leastSteps, maxSteps, stop, watcher);
  }

  /** The same with another last step than the configured one. */
  public Act upTo(int steps) {
    return new Act(training, leastSteps, steps, stop, observer);
  }

  int lastStep(NetworkConfig config) {
    return maxSteps > 0 ? maxSteps : config.haltMaxSteps();
  }

  /** Which sequences halt after a step. */
  boolean[] halts(int[] steps, float[] halt, float[] proceed, NetworkConfig config) {
    int last = lastStep(config);
    boolean[] halted = new boolean[steps.length];
    for (int b = 0; b < steps.length; b++) {
      halted[b] = steps[b] >= last;
      if (training && last > 1) {
        halted[b] |= halt[b] > (config.learnsToContinue() ? proceed[b] : 0f);
        halted[b] &= leastSteps.length == 0 || steps[b] >= leastSteps[b];
      }
    }
    return halted;
  }
}
