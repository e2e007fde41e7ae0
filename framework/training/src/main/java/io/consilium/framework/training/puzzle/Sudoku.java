package io.consilium.framework.training.puzzle;

import java.util.Arrays;

/**
 * A Sudoku and its only solution.
 *
 * @param clues n * n cells row by row, 0 for a blank, 1..n; not copied: treat as read only
 * @param solution the same cells filled
 */
public record Sudoku(byte[] clues, byte[] solution) {
  public Sudoku {
    if (clues.length != solution.length) {
      throw new IllegalArgumentException(
          "Clues have " + clues.length + " cells but the solution has " + solution.length);
    }
  }

  /** How many cells are given. */
  public int given() {
    int given = 0;
    for (byte clue : clues) {
      given += clue == 0 ? 0 : 1;
    }
    return given;
  }

  /** Cells as text, a character each: {@code .}, 1..9, then A..Z. */
  public static String text(byte[] cells) {
    StringBuilder text = new StringBuilder(cells.length);
    for (byte cell : cells) {
      text.append(cell == 0 ? '.' : Character.toUpperCase(Character.forDigit(cell, 36)));
    }
    return text.toString();
  }

  /** Reads {@link #text(byte[])}; {@code 0} is a blank too. */
  public static byte[] cells(String text) {
    byte[] cells = new byte[text.length()];
    for (int k = 0; k < cells.length; k++) {
      char c = text.charAt(k);
      int digit = c == '.' ? 0 : Character.digit(c, 36);
      if (digit < 0) {
        throw new IllegalArgumentException(
            "Character "
                + (k + 1)
                + " of a Sudoku is '"
                + c
                + "'. Maybe a blank is meant: write '.' or '0'");
      }
      cells[k] = (byte) digit;
    }
    return cells;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sudoku that
        && Arrays.equals(clues, that.clues)
        && Arrays.equals(solution, that.solution);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(clues) + Arrays.hashCode(solution);
  }

  @Override
  public String toString() {
    return text(clues) + " " + text(solution);
  }
}
