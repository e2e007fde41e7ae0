package io.consilium.framework.training.task;

import io.consilium.framework.neural.token.GridTokens;
import io.consilium.framework.training.puzzle.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * 4 x 4 Sudoku: small enough to be learned while one watches. There are 288 filled grids and only
 * two up to symmetry, so training and test differ in their clues (by a hash), not in their class: a
 * test of learning the rules, not of hard puzzles.
 */
final class SmallSudokuTask implements Task {
  private static final int CELLS = 16;
  private static final GridTokens TOKENS = GridTokens.sudoku(4);

  /** Every filled grid. */
  private static final List<byte[]> GRIDS = grids();

  @Override
  public String name() {
    return "sudoku4";
  }

  @Override
  public int side() {
    return 4;
  }

  @Override
  public List<String> kinds() {
    return List.of("easy", "minimal");
  }

  @Override
  public Puzzle next(String kind, Split split, RandomGenerator random) {
    while (true) {
      byte[] solution = GRIDS.get(random.nextInt(GRIDS.size()));
      byte[] clues = clues(solution, kind.equals("easy") ? 8 : 0, random);
      if (Math.floorMod(Arrays.hashCode(clues) * 0x9E3779B1, 16) == 0 == (split == Split.TEST)) {
        return new Puzzle(kind, clues, solution);
      }
    }
  }

  @Override
  public boolean holds(byte[] cells, byte[] answer) {
    return SudokuRules.hold(cells, answer, 2);
  }

  @Override
  public GridTokens alphabet() {
    return TOKENS;
  }

  /** Takes clues away in random order while one solution is left, down to so many. */
  private static byte[] clues(byte[] solution, int least, RandomGenerator random) {
    byte[] clues = solution.clone();
    int left = CELLS;
    int[] order = new int[CELLS];
    for (int k = 0; k < CELLS; k++) {
      int at = random.nextInt(k + 1);
      order[k] = order[at];
      order[at] = k;
    }
    for (int cell : order) {
      if (left > least) {
        clues[cell] = 0;
        left--;
        if (!unique(clues)) {
          clues[cell] = solution[cell];
          left++;
        }
      }
    }
    return clues;
  }

  private static boolean unique(byte[] clues) {
    int fitting = 0;
    for (byte[] grid : GRIDS) {
      boolean fits = true;
      for (int cell = 0; fits && cell < CELLS; cell++) {
        fits = clues[cell] == 0 || clues[cell] == grid[cell];
      }
      fitting += fits ? 1 : 0;
    }
    return fitting == 1;
  }

  private static List<byte[]> grids() {
    List<byte[]> grids = new ArrayList<>();
    fill(new byte[CELLS], 0, grids);
    return List.copyOf(grids);
  }

  private static void fill(byte[] cells, int cell, List<byte[]> grids) {
    if (cell == CELLS) {
      grids.add(cells.clone());
      return;
    }
    for (byte digit = 1; digit <= 4; digit++) {
      if (free(cells, cell, digit)) {
        cells[cell] = digit;
        fill(cells, cell + 1, grids);
        cells[cell] = 0;
      }
    }
  }

  private static boolean free(byte[] cells, int cell, byte digit) {
    for (int other = 0; other < cell; other++) {
      boolean sees =
          other / 4 == cell / 4
              || other % 4 == cell % 4
              || (other / 8 == cell / 8 && other % 4 / 2 == cell % 4 / 2);
      if (sees && cells[other] == digit) {
        return false;
      }
    }
    return true;
  }
}
