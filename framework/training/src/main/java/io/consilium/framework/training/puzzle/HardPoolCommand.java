package io.consilium.framework.training.puzzle;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Evolves the pool of hard Sudokus: {@code FILE SIZE SEED MINUTES}. Goes on with the file if it is
 * there, saves about every minute by an atomic replacement, and can be stopped at any moment. A run
 * from an empty pool is repeatable by its seed up to where the clock stops it.
 */
public final class HardPoolCommand {
  private static final int FOUNDERS = 1_000;

  /** Geometric mean of backtracks from which the pool grows. */
  private static final double HARD_ENOUGH = 110;

  private static final int BATCH = 2_000;

  private HardPoolCommand() {}

  /** Runs until the minutes are over. */
  public static void main(String[] args) {
    if (args.length != 4) {
      System.err.println("Usage: HardPoolCommand FILE SIZE SEED MINUTES");
      System.exit(2);
    }
    evolve(
        Path.of(args[0]),
        Integer.parseInt(args[1]),
        Long.parseLong(args[2]),
        Double.parseDouble(args[3]),
        System.out);
  }

  static void evolve(Path file, int size, long seed, double minutes, PrintStream out) {
    HardPool pool = Files.exists(file) ? HardPool.load(file) : new HardPool();
    // Size mixed in: a resumed run must not repeat the draws of the one before.
    SplittableRandom random = new SplittableRandom(seed + 1_000_003L * pool.size());
    HardSearch search = new HardSearch(pool, size, FOUNDERS, random);
    long start = System.nanoTime();
    long saved = start;
    long steps = 0;
    long kept = 0;
    while ((System.nanoTime() - start) / 6e10 < minutes) {
      for (int k = 0; k < BATCH; k++) {
        kept += search.step() ? 1 : 0;
      }
      steps += BATCH;
      search.grow(hardness(pool) >= HARD_ENOUGH);
      if (System.nanoTime() - saved > 45e9) {
        pool.save(file);
        saved = System.nanoTime();
        report(pool, steps, kept, out);
      }
    }
    pool.save(file);
    report(pool, steps, kept, out);
  }

  private static void report(HardPool pool, long steps, long kept, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%d steps, %d kept, %d puzzles, geometric mean of backtracks %.1f%n",
        steps,
        kept,
        pool.size(),
        hardness(pool));
  }

  private static double hardness(HardPool pool) {
    double sum = 0;
    for (int k = 0; k < pool.size(); k++) {
      sum += pool.entry(k).rating().log();
    }
    return Math.expm1(sum / Math.max(1, pool.size()));
  }
}
