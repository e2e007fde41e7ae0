package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/**
 * Evolves hard Sudokus by vicinity search: some clues out, others in until the solution is unique,
 * then minimised; a child stays if it is rated above a random member and the worst of three goes.
 *
 * <p>One big population soon descends from one founder. So many small ones, islands, are evolved
 * from founders of their own and put together.
 */
final class HardSearch {
  /** Rating from which a member of an island is worth keeping. */
  static final double LEAST = Math.log1p(25);

  private static final int ISLAND = 40;
  private static final int GROWN = 240;
  private static final int ISLAND_STEPS = 24_000;
  private static final int GROWING_STEPS = 8_000;

  /** Geometric mean of backtracks at which an island only grows: about that of forum lists. */
  private static final double HARD_ENOUGH = 100;

  /** By how much less than a random member a child may be rated while an island grows. */
  private static final double LENIENT = 0.4;

  private static final int CLIMB = 30;
  private static final int SAMPLES = 6;

  /** Clues taken out: measured, one makes a good child ten times as often as three. */
  private static final int[] MOVES = {1, 1, 1, 1, 1, 1, 1, 2, 2, 3};

  private static final int TOURNAMENT = 3;
  private static final double HOPELESS = 1.0;

  private final HardPool pool;
  private final int size;
  private final int founders;
  private final RandomGenerator random;
  private final SudokuSolver solver = new SudokuSolver();
  private final Minimiser minimiser = new Minimiser(solver);
  private final SudokuGenerator generator = new SudokuGenerator();
  private boolean grow;

  HardSearch(HardPool pool, int size, int founders, RandomGenerator random) {
    this.pool = pool;
    this.size = size;
    this.founders = founders;
    this.random = random;
  }

  /** An island evolved until it is hard enough or takes too long, then grown. */
  static HardPool island(RandomGenerator random) {
    HardPool island = new HardPool();
    HardSearch search = new HardSearch(island, GROWN, ISLAND, random);
    for (int k = 0; k < ISLAND_STEPS; k++) {
      search.step();
      if (k % 500 == 0 && island.hardness() >= HARD_ENOUGH) {
        break;
      }
    }
    search.grow(true);
    for (int k = 0; k < GROWING_STEPS && island.size() < GROWN; k++) {
      search.step();
    }
    return island;
  }

  /** Whether the pool may grow beyond its founders: pays once they are hard. */
  void grow(boolean grow) {
    this.grow = grow;
  }

  /** One attempt; true if the pool got a new member. */
  boolean step() {
    if (pool.size() < founders) {
      return found();
    }
    int at = select();
    HardPool.Entry parent = pool.entry(at);
    if (random.nextInt(4) == 0 && parent.rating().samples() < 50) {
      Rating again = parent.rating().more(parent.sudoku().clues(), solver, random);
      parent = new HardPool.Entry(parent.sudoku(), again, parent.invariant());
      pool.set(at, parent);
    }
    boolean growing = grow && pool.size() < size;
    double rival = pool.entry(random.nextInt(pool.size())).rating().log();
    double bar = growing ? Math.max(LEAST, rival - LENIENT) : rival;
    Sudoku child = child(parent.sudoku(), bar);
    if (child == null) {
      return false;
    }
    Rating rating = new Rating(0, 0);
    for (int k = 0; k < SAMPLES; k++) {
      rating = rating.more(child.clues(), solver, random);
      if (rating.log() < bar - HOPELESS / rating.samples()) {
        return false;
      }
    }
    long invariant = Invariant.of(child);
    if (pool.contains(invariant)) {
      return false;
    }
    if (growing) {
      return pool.add(child, rating);
    }
    pool.set(worst(), new HardPool.Entry(child, rating, invariant));
    return true;
  }

  /** A minimal neighbour; null if one order tells before minimising that it is far from the bar. */
  private Sudoku child(Sudoku parent, double bar) {
    Sudoku child = minimiser.neighbour(parent, MOVES[random.nextInt(MOVES.length)], random);
    if (Rating.of(child.clues(), 1, solver, random).log() < bar - 2 * HOPELESS) {
      return null;
    }
    return new Sudoku(minimiser.minimise(child.clues(), random), child.solution());
  }

  /** A random minimal puzzle after a short climb. */
  private boolean found() {
    Sudoku best = generator.next(Difficulty.MINIMAL, random);
    double log = Rating.of(best.clues(), 1, solver, random).log();
    for (int k = 0; k < CLIMB; k++) {
      Sudoku child = child(best, log);
      if (child == null) {
        continue;
      }
      double other = Rating.of(child.clues(), 1, solver, random).log();
      if (other >= log) {
        best = child;
        log = other;
      }
    }
    return pool.add(best, Rating.of(best.clues(), SAMPLES, solver, random));
  }

  /** The best of three random members. */
  private int select() {
    int best = random.nextInt(pool.size());
    for (int k = 1; k < TOURNAMENT; k++) {
      int other = random.nextInt(pool.size());
      best = pool.entry(other).rating().log() > pool.entry(best).rating().log() ? other : best;
    }
    return best;
  }

  /** The worst of three random members. */
  private int worst() {
    int worst = random.nextInt(pool.size());
    for (int k = 1; k < TOURNAMENT; k++) {
      int other = random.nextInt(pool.size());
      worst = pool.entry(other).rating().log() < pool.entry(worst).rating().log() ? other : worst;
    }
    return worst;
  }
}
