package io.consilium.framework.training.puzzle;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Evolves the pool of hard Sudokus: {@code FILE SIZE SEED MINUTES}. Goes on with the file if it is
 * there, saves after every island by an atomic replacement, and can be stopped at any moment.
 */
public final class HardPoolCommand {
  private HardPoolCommand() {}

  /** Runs until the minutes are over or the pool is full. */
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
    long start = System.nanoTime();
    while (pool.size() < size && (System.nanoTime() - start) / 6e10 < minutes) {
      // Size mixed in: a resumed run must not repeat the draws of the one before.
      SplittableRandom random = new SplittableRandom(seed + 1_000_003L * pool.size());
      HardPool island = HardSearch.island(random);
      int settled = pool.addAll(island, HardSearch.LEAST, size);
      pool.save(file);
      out.printf(
          Locale.ROOT,
          "island of %d, geometric mean of backtracks %.1f, %d settled; pool of %d at %.1f%n",
          island.size(),
          island.hardness(),
          settled,
          pool.size(),
          pool.hardness());
    }
  }
}
