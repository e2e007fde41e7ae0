package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Apart;
import io.consilium.api.data.LogicGrid.Before;
import io.consilium.api.data.LogicGrid.Clue;
import io.consilium.api.data.LogicGrid.Different;
import io.consilium.api.data.LogicGrid.Either;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.ArrayList;
import java.util.List;

/** The rules of a logic grid: every item goes with one of each category, and every clue holds. */
final class CluePuzzle implements Question {
  /** Items of a category, which are bits of a set. */
  private static final int MOST = 64;

  /** Items in all: so deep a search may go. */
  private static final int MOST_IN_ALL = 1024;

  private final LogicGrid puzzle;

  private CluePuzzle(LogicGrid puzzle) {
    this.puzzle = puzzle;
  }

  static CluePuzzle of(LogicGrid puzzle) throws Unfit {
    int all = puzzle.categories().size() * puzzle.size();
    if (puzzle.size() > MOST || all > MOST_IN_ALL) {
      throw new Unfit(
          "The question has "
              + puzzle.categories().size()
              + " categories of "
              + puzzle.size()
              + " items; at most "
              + MOST
              + " in a category and "
              + MOST_IN_ALL
              + " in all are checked.");
    }
    return new CluePuzzle(puzzle);
  }

  @Override
  public List<Finding> breaches(Grid solution) {
    int columns = puzzle.categories().size() - 1;
    boolean fits =
        solution.kind().equals(LogicGrid.KIND)
            && solution.cells().size() == puzzle.size()
            && solution.cells().get(0).size() == columns;
    if (!fits) {
      return List.of(
          new Finding(
              "wrong-size",
              "The solution is a "
                  + solution.kind()
                  + " of "
                  + solution.cells().size()
                  + " rows, the question asks for "
                  + puzzle.size()
                  + " rows and "
                  + columns
                  + " columns."));
    }
    int[][] rows = new int[columns + 1][puzzle.size()];
    List<Finding> found = rows(solution, rows);
    return found.isEmpty() ? clues(rows) : found;
  }

  /** Fills in the row that each item stands in; says which items are missing or there twice. */
  private List<Finding> rows(Grid solution, int[][] rows) {
    List<Finding> found = new ArrayList<>();
    for (int category = 0; category < rows.length; category++) {
      boolean[] seen = new boolean[puzzle.size()];
      for (int row = 0; row < puzzle.size(); row++) {
        int item = category == 0 ? row : solution.cells().get(row).get(category - 1) - 1;
        if (item < 0 || item >= puzzle.size()) {
          found.add(
              at("out-of-range", row, category, "holds " + (item + 1) + ", which is no item"));
        } else if (seen[item]) {
          String name = puzzle.categories().get(category).items().get(item);
          found.add(at("item-repeats", row, category, "holds (" + name + ") a second time"));
        } else {
          seen[item] = true;
          rows[category][item] = row;
        }
      }
    }
    return found;
  }

  private Finding at(String code, int row, int category, String what) {
    return new Finding(
        code,
        "Row "
            + (row + 1)
            + " ("
            + puzzle.categories().get(0).items().get(row)
            + ") in column ("
            + puzzle.categories().get(category).name()
            + ") "
            + what
            + ".",
        Facts.of("row", row + 1).with("column", category));
  }

  private List<Finding> clues(int[][] rows) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < puzzle.clues().size(); i++) {
      if (!holds(puzzle.clues().get(i), rows)) {
        found.add(
            new Finding(
                "clue-broken",
                "Clue " + (i + 1) + " does not hold: " + puzzle.clues().get(i) + ".",
                Facts.of("clue", i + 1)));
      }
    }
    return found;
  }

  /**
   * Whether a clue holds.
   *
   * @param rows for each category the row of each item
   */
  boolean holds(Clue clue, int[][] rows) {
    if (clue instanceof Same same) {
      return row(same.first(), rows) == row(same.second(), rows);
    }
    if (clue instanceof Different different) {
      return row(different.first(), rows) != row(different.second(), rows);
    }
    if (clue instanceof Before before) {
      int ahead =
          place(before.second(), before.in(), rows) - place(before.first(), before.in(), rows);
      return before.by().isPresent() ? ahead == before.by().get() : ahead > 0;
    }
    if (clue instanceof Apart apart) {
      int ahead = place(apart.second(), apart.in(), rows) - place(apart.first(), apart.in(), rows);
      return Math.abs(ahead) == apart.by();
    }
    return ((Either) clue).clues().stream().filter(one -> holds(one, rows)).count() == 1;
  }

  private int row(Item item, int[][] rows) {
    return rows[puzzle.indexOf(item.category())][puzzle.indexOf(item)];
  }

  private int place(Item item, String in, int[][] rows) {
    int[] order = rows[puzzle.indexOf(in)];
    int row = row(item, rows);
    for (int place = 0; place < order.length; place++) {
      if (order[place] == row) {
        return place;
      }
    }
    throw new IllegalStateException("No item of (" + in + ") stands in row " + (row + 1) + ".");
  }

  @Override
  public int rules() {
    return puzzle.categories().size() - 1 + puzzle.clues().size();
  }

  @Override
  public String kept() {
    return "Every item has its place, and every clue holds (" + puzzle.clues().size() + " in all).";
  }

  @Override
  public Census census(Alarm alarm) {
    return new ClueSearch(puzzle, this::holds, alarm).count();
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
