package io.consilium.framework.training.puzzle;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Grows a pool of Sudokus that no trial solves: {@code FROM FILE SIZE SEED MINUTES}. Such puzzles
 * are far too rare to meet by chance, but they are neighbours: the few in a pool of hard ones are
 * the founders, and a child stays if it is of the same kind. Goes on with the file if it is there.
 */
public final class TrialSearch {
  private static final int LEAST_LEFT = 150;
  private static final int LEAST_BACKTRACKS = 3;
  private static final int SAVE_EVERY = 20_000;

  /** Clues taken out and put in elsewhere. */
  private static final int[] MOVES = {1, 1, 1, 1, 2, 2, 2, 3};

  private final HardPool pool;
  private final RandomGenerator random;
  private final Trial trial = new Trial();
  private final SudokuSolver solver = new SudokuSolver();
  private final Minimiser minimiser = new Minimiser(solver);

  TrialSearch(HardPool pool, RandomGenerator random) {
    this.pool = pool;
    this.random = random;
  }

  /** Takes over those of another pool that no trial solves. */
  void found(HardPool other) {
    for (int i = 0; i < other.size(); i++) {
      Sudoku sudoku = other.get(i);
      int left = trial.left(sudoku.clues());
      if (left > 0) {
        pool.add(sudoku, new Rating(left, 1));
      }
    }
  }

  /** One attempt; true if the pool got a new member. */
  boolean step() {
    int at = random.nextInt(pool.size());
    int other = random.nextInt(pool.size());
    boolean harder = pool.entry(other).rating().log() > pool.entry(at).rating().log();
    Sudoku parent = pool.get(harder && random.nextBoolean() ? other : at);
    Sudoku near = minimiser.neighbour(parent, MOVES[random.nextInt(MOVES.length)], random);
    if (solver.backtracks(near.clues()) < LEAST_BACKTRACKS) {
      return false;
    }
    Sudoku child = new Sudoku(minimiser.minimise(near.clues(), random), near.solution());
    int left = trial.left(child.clues());
    return left > LEAST_LEFT && pool.add(child, new Rating(left, 1));
  }

  /** Runs until the minutes are over or the pool is full. */
  public static void main(String[] args) {
    if (args.length != 5) {
      System.err.println("Usage: TrialSearch FROM FILE SIZE SEED MINUTES");
      System.exit(2);
    }
    run(
        HardPool.load(Path.of(args[0])),
        Path.of(args[1]),
        Integer.parseInt(args[2]),
        Long.parseLong(args[3]),
        Double.parseDouble(args[4]),
        System.out);
  }

  static void run(HardPool from, Path file, int size, long seed, double minutes, PrintStream out) {
    HardPool pool = Files.exists(file) ? HardPool.load(file) : new HardPool();
    // Size mixed in: a resumed run must not repeat the draws of the one before.
    TrialSearch search = new TrialSearch(pool, new SplittableRandom(seed + pool.size()));
    search.found(from);
    if (pool.size() == 0) {
      throw new IllegalArgumentException(
          "None of the " + from.size() + " puzzles withstands trials. Maybe evolve more of them.");
    }
    long start = System.nanoTime();
    for (long step = 1; pool.size() < size; step++) {
      search.step();
      if (step % SAVE_EVERY == 0) {
        pool.save(file);
        out.printf(Locale.ROOT, "%d tries, pool of %d%n", step, pool.size());
        if ((System.nanoTime() - start) / 6e10 >= minutes) {
          return;
        }
      }
    }
    pool.save(file);
  }
}
