package io.consilium.framework.training.task;

/** The rules of Sudoku with square boxes. */
final class SudokuRules {
  private SudokuRules() {}

  /** Whether the answer keeps the clues and has every digit once in every row, column and box. */
  static boolean hold(byte[] clues, byte[] answer, int box) {
    int side = box * box;
    int[] rows = new int[side];
    int[] columns = new int[side];
    int[] boxes = new int[side];
    for (int cell = 0; cell < answer.length; cell++) {
      int digit = answer[cell];
      if (digit < 1 || digit > side || (clues[cell] != 0 && clues[cell] != digit)) {
        return false;
      }
      rows[cell / side] |= 1 << digit;
      columns[cell % side] |= 1 << digit;
      boxes[cell / side / box * box + cell % side / box] |= 1 << digit;
    }
    int all = (1 << (side + 1)) - 2;
    for (int unit = 0; unit < side; unit++) {
      if ((rows[unit] & columns[unit] & boxes[unit]) != all) {
        return false;
      }
    }
    return true;
  }
}
