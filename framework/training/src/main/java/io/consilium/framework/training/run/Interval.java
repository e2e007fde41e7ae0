package io.consilium.framework.training.run;

import java.util.Map;

/** Gathers updates into one line of the record. */
final class Interval {
  private Learner.Update last;
  private int updates;
  private double loss;
  private double gradientNorm;
  private long halted;
  private double exact;
  private double cells;
  private double steps;

  void add(Learner.Update update) {
    last = update;
    updates++;
    loss += update.loss();
    gradientNorm += update.gradientNorm();
    halted += update.halted();
    exact += update.exact();
    cells += update.cells();
    steps += update.steps();
  }

  boolean isEmpty() {
    return updates == 0;
  }

  /** The line, after which a new interval begins. */
  Metrics close(long step, double seconds, long samples, Map<String, Double> eval) {
    Metrics line =
        new Metrics(
            step,
            seconds,
            samples,
            last.phase(),
            loss / updates,
            perHalted(exact),
            perHalted(cells),
            perHalted(steps),
            gradientNorm / updates,
            last.learningRate(),
            eval);
    updates = 0;
    loss = 0;
    gradientNorm = 0;
    halted = 0;
    exact = 0;
    cells = 0;
    steps = 0;
    return line;
  }

  private double perHalted(double sum) {
    return halted == 0 ? Double.NaN : sum / halted;
  }
}
