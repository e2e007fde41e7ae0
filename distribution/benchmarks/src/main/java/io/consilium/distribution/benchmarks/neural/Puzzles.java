package io.consilium.distribution.benchmarks.neural;

import java.util.SplittableRandom;

/**
 * Grids to time networks on: solved ones by shuffling a pattern, with as many clues left as hard
 * puzzles have. Whether a second solution exists changes no time.
 */
record Puzzles(int[][] clues, int[][] solutions) {
  private static final int SIDE = 9;
  private static final int CLUES = 24;

  static Puzzles draw(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Puzzles puzzles = new Puzzles(new int[count][], new int[count][]);
    for (int at = 0; at < count; at++) {
      int[] solution = solution(random);
      int[] clues = new int[solution.length];
      int[] order = shuffled(solution.length, random);
      for (int i = 0; i < CLUES; i++) {
        clues[order[i]] = solution[order[i]];
      }
      puzzles.clues[at] = clues;
      puzzles.solutions[at] = solution;
    }
    return puzzles;
  }

  private static int[] solution(SplittableRandom random) {
    int[] rows = lines(random);
    int[] columns = lines(random);
    int[] symbols = shuffled(SIDE, random);
    int[] cells = new int[SIDE * SIDE];
    for (int r = 0; r < SIDE; r++) {
      for (int c = 0; c < SIDE; c++) {
        int row = rows[r];
        int pattern = (row % 3 * 3 + row / 3 + columns[c]) % SIDE;
        cells[r * SIDE + c] = symbols[pattern] + 1;
      }
    }
    return cells;
  }

  /** The lines of a grid in another order that keeps boxes together. */
  private static int[] lines(SplittableRandom random) {
    int[] bands = shuffled(3, random);
    int[] lines = new int[SIDE];
    for (int band = 0; band < 3; band++) {
      int[] within = shuffled(3, random);
      for (int i = 0; i < 3; i++) {
        lines[band * 3 + i] = bands[band] * 3 + within[i];
      }
    }
    return lines;
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
