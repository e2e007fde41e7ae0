package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of Sudoku: every row, column and box holds every number once. */
final class Sudoku implements Question {
  static final String KIND = "sudoku";

  /** Cells in a row, and the rows and columns of a box. */
  private static final Map<Integer, int[]> BOXES =
      Map.of(
          4, new int[] {2, 2},
          6, new int[] {2, 3},
          8, new int[] {2, 4},
          9, new int[] {3, 3},
          10, new int[] {2, 5},
          12, new int[] {3, 4},
          16, new int[] {4, 4},
          25, new int[] {5, 5});

  private final int size;
  private final int[] givens;
  private final int[][] units;

  private Sudoku(int size, int[] givens) {
    this.size = size;
    this.givens = givens;
    int[] box = BOXES.get(size);
    units = units(size, box[0], box[1]);
  }

  static Sudoku of(Grid grid) throws Unfit {
    int size = grid.cells().size();
    if (!BOXES.containsKey(size) || grid.cells().get(0).size() != size) {
      throw new Unfit(
          "The question is no sudoku of a known size: "
              + size
              + " rows. Known: "
              + BOXES.keySet().stream().sorted().toList()
              + ".");
    }
    int[] cells = flat(grid);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] < 0 || cells[i] > size) {
        throw new Unfit("The question holds " + cells[i] + " at " + place(i, size) + ".");
      }
    }
    return new Sudoku(size, cells);
  }

  private static int[] flat(Grid grid) {
    return grid.cells().stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
  }

  /** The cells of each row, then of each column, then of each box. */
  private static int[][] units(int size, int boxRows, int boxColumns) {
    int[][] units = new int[3 * size][size];
    int[] filled = new int[3 * size];
    for (int cell = 0; cell < size * size; cell++) {
      int row = cell / size;
      int column = cell % size;
      int box = row / boxRows * (size / boxColumns) + column / boxColumns;
      for (int unit : new int[] {row, size + column, 2 * size + box}) {
        units[unit][filled[unit]++] = cell;
      }
    }
    return units;
  }

  @Override
  public List<Finding> breaches(Grid solution) {
    List<Finding> found = new ArrayList<>();
    if (!solution.kind().equals(KIND)
        || solution.cells().size() != size
        || solution.cells().get(0).size() != size) {
      found.add(
          new Finding(
              "wrong-size",
              "The solution is a "
                  + solution.kind()
                  + " of "
                  + solution.cells().size()
                  + " rows, the question a sudoku of "
                  + size
                  + "."));
      return found;
    }
    int[] cells = flat(solution);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] < 1 || cells[i] > size) {
        found.add(at("out-of-range", i, "holds " + cells[i] + ", not 1 to " + size));
      } else if (givens[i] != 0 && givens[i] != cells[i]) {
        found.add(at("given-changed", i, "was given as " + givens[i] + " and is now " + cells[i]));
      }
    }
    for (int unit = 0; unit < units.length; unit++) {
      repeats(unit, cells, found);
    }
    return found;
  }

  private Finding at(String code, int cell, String what) {
    return new Finding(
        code,
        "The cell at " + place(cell, size) + " " + what + ".",
        Facts.of("row", cell / size + 1).with("column", cell % size + 1));
  }

  private void repeats(int unit, int[] cells, List<Finding> found) {
    int[] first = new int[size + 1];
    for (int cell : units[unit]) {
      int value = cells[cell];
      if (value < 1 || value > size) {
        continue;
      }
      if (first[value] > 0) {
        String kind = unit < size ? "row" : unit < 2 * size ? "column" : "box";
        found.add(
            new Finding(
                kind + "-repeats",
                capital(kind)
                    + " "
                    + (unit % size + 1)
                    + " has "
                    + value
                    + " twice: at "
                    + place(first[value] - 1, size)
                    + " and at "
                    + place(cell, size)
                    + ".",
                Facts.of(kind, unit % size + 1).with("value", value)));
      }
      first[value] = cell + 1;
    }
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String place(int cell, int size) {
    return "row " + (cell / size + 1) + ", column " + (cell % size + 1);
  }

  @Override
  public int rules() {
    return units.length;
  }

  @Override
  public String kept() {
    return "What was given stands, and every row, column and box holds every number once.";
  }

  @Override
  public Census census(Alarm alarm) {
    List<Finding> contradictions = new ArrayList<>();
    for (int unit = 0; unit < units.length; unit++) {
      repeats(unit, givens, contradictions);
    }
    if (!contradictions.isEmpty()) {
      String why = contradictions.get(0).message();
      return new Census(0, true, 0, "what was given breaks a rule. " + why);
    }
    return new SudokuSearch(size, units, alarm).count(givens);
  }

  @Override
  public boolean anyWillDo() {
    return false;
  }

  @Override
  public String noun() {
    return "solution";
  }
}
