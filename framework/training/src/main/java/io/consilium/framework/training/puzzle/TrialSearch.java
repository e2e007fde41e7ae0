package io.consilium.framework.training.puzzle;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Gathers Sudokus that are hard for trials: {@code FILE SEED ISLANDS}, on one thread. Each island
 * begins with a puzzle of its own, climbs by changing a clue or two, and adds its summit with close
 * relatives: one big population would soon descend from one founder, and a network would learn that
 * family by heart. Goes on with the file if it is there.
 */
public final class TrialSearch {
  private static final int FOUNDERS = 6;
  private static final int RELATIVES = 500;
  private static final double NEAR = 0.75;
  private static final int LEAST_BACKTRACKS = 2;

  private final RandomGenerator random;
  private final Trial trial = new Trial();
  private final SudokuSolver solver = new SudokuSolver();
  private final Minimiser minimiser = new Minimiser(solver);
  private final SudokuGenerator generator = new SudokuGenerator();

  TrialSearch(RandomGenerator random) {
    this.random = random;
  }

  /** Adds one island to a pool; how many puzzles. */
  int island(HardPool pool) {
    Sudoku summit = founder();
    int rounds = trial.rounds(summit.clues());
    for (int stale = 0; rounds < Trial.WITHSTANDS && stale < patience(rounds); stale++) {
      Sudoku child = child(summit, random.nextInt(4) == 0 ? 2 : 1);
      int other = trial.rounds(child.clues());
      if (other >= rounds) {
        stale = other > rounds ? 0 : stale;
        rounds = other;
        summit = child;
      }
    }
    List<Sudoku> island = new ArrayList<>(List.of(summit));
    pool.add(summit, rounds);
    for (int k = 0; k < RELATIVES; k++) {
      Sudoku child = child(island.get(random.nextInt(island.size())), 1 + random.nextInt(3));
      int other = trial.rounds(child.clues());
      if (other >= NEAR * rounds && pool.add(child, other)) {
        island.add(child);
      }
    }
    return island.size();
  }

  /** Summits that are high already are worth a longer climb. */
  private static int patience(int rounds) {
    return rounds > 800 ? 6000 : rounds > 550 ? 1500 : 400;
  }

  private Sudoku founder() {
    Sudoku best = generator.next(Difficulty.HARD, random);
    for (int k = 1; k < FOUNDERS; k++) {
      Sudoku other = generator.next(Difficulty.HARD, random);
      best = trial.rounds(other.clues()) > trial.rounds(best.clues()) ? other : best;
    }
    return best;
  }

  private Sudoku child(Sudoku parent, int moves) {
    Sudoku near = minimiser.neighbour(parent, moves, random);
    while (solver.backtracks(near.clues()) < LEAST_BACKTRACKS) {
      near = minimiser.neighbour(parent, moves, random);
    }
    return new Sudoku(minimiser.minimise(near.clues(), random), near.solution());
  }

  /** Adds so many islands: the same file, seed and number give the same pool. */
  public static void main(String[] args) {
    if (args.length != 3 || !(args[1] + args[2]).matches("-?\\d+")) {
      System.err.println("Usage: TrialSearch FILE SEED ISLANDS");
      System.exit(64);
    }
    run(Path.of(args[0]), Long.parseLong(args[1]), Integer.parseInt(args[2]), System.out);
  }

  static void run(Path file, long seed, int islands, PrintStream out) {
    HardPool pool = Files.exists(file) ? HardPool.load(file) : new HardPool();
    // Size mixed in: a resumed run must not repeat the draws of the one before.
    TrialSearch search = new TrialSearch(new SplittableRandom(seed + 1_000_003L * pool.size()));
    for (int island = 1; island <= islands; island++) {
      int settled = search.island(pool);
      if (island % 10 == 0) {
        pool.save(file);
        out.printf(
            Locale.ROOT, "%d islands, the last of %d; pool of %d%n", island, settled, pool.size());
      }
    }
    pool.save(file);
  }
}
