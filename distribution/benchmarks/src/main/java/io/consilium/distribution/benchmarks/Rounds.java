package io.consilium.distribution.benchmarks;

/** Repeats some work: warm-up rounds that do not count, then rounds that do. */
final class Rounds {
  private static final int COUNTED = 7;
  private static final int WARM_UP = 3;

  /** One round of work; returns how many units of it were done. */
  interface Work {
    long run() throws Exception;
  }

  private Rounds() {}

  /** Microseconds per unit of work. */
  static Figure microsPerUnit(String name, Work work) throws Exception {
    return Figure.of(name, "us", measure(work, false));
  }

  /** Units of work per second. */
  static Figure unitsPerSecond(String name, Work work) throws Exception {
    return Figure.of(name, "1/s", measure(work, true));
  }

  private static double[] measure(Work work, boolean rate) throws Exception {
    for (int round = 0; round < WARM_UP; round++) {
      work.run();
    }
    double[] figures = new double[COUNTED];
    for (int round = 0; round < COUNTED; round++) {
      long start = System.nanoTime();
      long units = work.run();
      double micros = (System.nanoTime() - start) / 1_000.0;
      figures[round] = rate ? units / micros * 1e6 : micros / units;
    }
    return figures;
  }
}
