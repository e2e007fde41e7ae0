package io.consilium.expert.grid.internal;

import java.util.Locale;

/**
 * One cell as it was written.
 *
 * @param text the digit, letter or number; empty for an open cell of a table
 * @param line of the text, from 1
 * @param column of the text, from 1
 */
record Symbol(String text, int line, int column) {
  private static final String OPEN = ".0_";
  private static final int SHOWN = 16;

  /**
   * The number that this stands for in a Sudoku; 0 if open.
   *
   * @param row of the grid, from 1
   * @param place column of the grid, from 1
   */
  int value(int row, int place, int size) throws Malformed {
    int value = number();
    if (value < 0 || value > size) {
      String range =
          size < 10 ? "1 to " + size : "1 to 9, A to " + letter(size) + " for 10 to " + size;
      throw new Malformed(
          "The symbol ("
              + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text)
              + ") at line "
              + line
              + ", column "
              + column
              + " of the text (row "
              + row
              + ", column "
              + place
              + " of the grid) cannot stand in a "
              + size
              + "x"
              + size
              + " sudoku. Maybe write "
              + range
              + ", and . or 0 for an open cell.");
    }
    return value;
  }

  private int number() {
    if (text.isEmpty() || text.length() == 1 && OPEN.contains(text)) {
      return 0;
    }
    if (text.matches("[0-9]{1,2}")) {
      return Integer.parseInt(text);
    }
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.matches("[A-P]") ? 10 + upper.charAt(0) - 'A' : -1;
  }

  private static char letter(int value) {
    return (char) ('A' + value - 10);
  }
}
