package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a maze from text: {@code #} wall, space or {@code .} free, {@code S} start, {@code G} goal;
 * a line a row, or a square maze of 5 x 5 or more in one line.
 */
final class MazeText {
  static final String KIND = "maze";

  /** Cells by value: free, wall, start, goal. */
  static final int FREE = 0;

  static final int WALL = 1;
  static final int START = 2;
  static final int GOAL = 3;
  static final int PATH = 4;

  /** Cells along a side. */
  static final int MOST = 400;

  /** From so many cells on, one line is a whole maze and not its only row. */
  private static final int FOLDED = 25;

  private MazeText() {}

  /** Whether the text can only be a maze: these symbols stand in no Sudoku. */
  static boolean looksLikeOne(String text) {
    return text.indexOf('#') >= 0 || text.indexOf('S') >= 0;
  }

  static Grid read(String text) throws Malformed {
    List<String> lines = new ArrayList<>(List.of(text.split("\\R", -1)));
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    int first = 1;
    while (!lines.isEmpty() && lines.get(0).isEmpty()) {
      lines.remove(0);
      first++;
    }
    if (lines.isEmpty()) {
      throw new Malformed("The text holds no maze. Maybe the file is empty.");
    }
    boolean folded = lines.size() == 1 && lines.get(0).length() >= FOLDED;
    return grid(folded ? folded(lines.get(0)) : lines, first, folded);
  }

  private static List<String> folded(String line) throws Malformed {
    int side = (int) Math.round(Math.sqrt(line.length()));
    if (side * side != line.length()) {
      throw new Malformed(
          "A maze in one line is square, and "
              + line.length()
              + " cells make no square. Maybe write a line a row.");
    }
    List<String> rows = new ArrayList<>();
    for (int r = 0; r < side; r++) {
      rows.add(line.substring(r * side, (r + 1) * side));
    }
    return rows;
  }

  private static Grid grid(List<String> rows, int first, boolean folded) throws Malformed {
    int width = rows.get(0).length();
    if (rows.size() > MOST || width > MOST) {
      throw new Malformed(
          "A maze has at most "
              + MOST
              + " cells along a side, and this one "
              + rows.size()
              + " x "
              + width
              + ". Maybe cut it.");
    }
    List<List<Integer>> cells = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      String row = rows.get(r);
      if (row.length() != width) {
        throw new Malformed(
            "The line "
                + (first + r)
                + " holds "
                + row.length()
                + " cells where line "
                + first
                + " holds "
                + width
                + ". Maybe spaces at its end were lost; a free cell may also be written as a dot.");
      }
      cells.add(cells(row, r, folded ? first : first + r, folded ? r * width : 0));
    }
    ends(cells, START, 'S', "start");
    ends(cells, GOAL, 'G', "goal");
    return new Grid(KIND, cells);
  }

  private static List<Integer> cells(String row, int r, int line, int offset) throws Malformed {
    List<Integer> cells = new ArrayList<>();
    for (int c = 0; c < row.length(); c++) {
      char symbol = row.charAt(c);
      int cell =
          switch (symbol) {
            case ' ', '.' -> FREE;
            case '#' -> WALL;
            case 'S' -> START;
            case 'G' -> GOAL;
            default -> -1;
          };
      if (cell < 0) {
        throw new Malformed(
            "The symbol ("
                + symbol
                + ") at line "
                + line
                + ", column "
                + (offset + c + 1)
                + " of the text (row "
                + (r + 1)
                + ", column "
                + (c + 1)
                + " of the maze) is none of a maze. Maybe write # for a wall, a space or a dot for a"
                + " free cell, S for the start, G for the goal"
                + (symbol == 'o' ? ", and leave the path to the answer." : "."));
      }
      cells.add(cell);
    }
    return cells;
  }

  /** There is exactly one start and one goal. */
  private static void ends(List<List<Integer>> cells, int value, char symbol, String name)
      throws Malformed {
    List<String> places = new ArrayList<>();
    for (int r = 0; r < cells.size(); r++) {
      for (int c = 0; c < cells.get(r).size(); c++) {
        if (cells.get(r).get(c) == value) {
          places.add("row " + (r + 1) + ", column " + (c + 1));
        }
      }
    }
    if (places.isEmpty()) {
      throw new Malformed(
          "The maze has no " + name + ". Maybe put one " + symbol + " into a free cell.");
    }
    if (places.size() > 1) {
      throw new Malformed(
          "The maze has "
              + places.size()
              + " cells of "
              + name
              + " ("
              + places.get(0)
              + "; "
              + places.get(1)
              + "). Maybe leave one.");
    }
  }
}
