package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.ArrayList;
import java.util.List;

/** The rules of a maze: a path of free cells from start to goal, side by side, none shorter. */
final class Maze implements Question {
  static final String KIND = "maze";

  private static final int FREE = 0;
  private static final int WALL = 1;
  private static final int START = 2;
  private static final int GOAL = 3;
  private static final int PATH = 4;
  private static final int MOST = 400;

  private final int rows;
  private final int columns;
  private final int[] cells;
  private final int start;
  private final int goal;

  private Maze(int rows, int columns, int[] cells) throws Unfit {
    this.rows = rows;
    this.columns = columns;
    this.cells = cells;
    start = only(START, "start");
    goal = only(GOAL, "goal");
  }

  static Maze of(Grid grid) throws Unfit {
    int rows = grid.cells().size();
    int columns = rows == 0 ? 0 : grid.cells().get(0).size();
    if (columns == 0 || rows > MOST || columns > MOST) {
      throw new Unfit("The question is no maze: " + rows + " rows, " + columns + " columns.");
    }
    int[] cells = flat(grid);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] < FREE || cells[i] > GOAL) {
        throw new Unfit(
            "The question holds "
                + cells[i]
                + " at row "
                + (i / columns + 1)
                + ", column "
                + (i % columns + 1)
                + ".");
      }
    }
    return new Maze(rows, columns, cells);
  }

  private static int[] flat(Grid grid) {
    return grid.cells().stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
  }

  private int only(int value, String name) throws Unfit {
    int found = -1;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == value && found >= 0) {
        throw new Unfit("The question has more than one " + name + ".");
      }
      found = cells[i] == value ? i : found;
    }
    if (found < 0) {
      throw new Unfit("The question has no " + name + ".");
    }
    return found;
  }

  @Override
  public List<Finding> breaches(Grid solution) {
    boolean fits =
        solution.kind().equals(KIND)
            && solution.cells().size() == rows
            && solution.cells().get(0).size() == columns;
    if (!fits) {
      return List.of(
          new Finding(
              "wrong-size",
              "The solution is a "
                  + solution.kind()
                  + " of "
                  + solution.cells().size()
                  + " rows, the question a maze of "
                  + rows
                  + " x "
                  + columns
                  + "."));
    }
    int[] drawn = flat(solution);
    List<Finding> changed = changed(drawn);
    return changed.isEmpty() ? path(drawn) : changed;
  }

  private List<Finding> changed(int[] drawn) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      boolean same = drawn[i] == cells[i] || cells[i] == FREE && drawn[i] == PATH;
      if (!same) {
        String code = cells[i] == WALL && drawn[i] == PATH ? "through-wall" : "given-changed";
        found.add(
            new Finding(
                code,
                "The cell at "
                    + place(i)
                    + " was given as "
                    + name(cells[i])
                    + " and is now "
                    + name(drawn[i])
                    + "."));
      }
    }
    return found;
  }

  private List<Finding> path(int[] drawn) {
    int length = 1;
    for (int cell : drawn) {
      length += cell == PATH ? 1 : 0;
    }
    Flood along = Flood.from(start, columns, index -> drawn[index] == PATH || index == goal, rows);
    if (!along.reached(goal)) {
      return List.of(
          new Finding(
              "not-connected",
              "The path does not lead from the start to the goal: it ends at "
                  + place(along.farthest())
                  + ".",
              Facts.of("cells", length - 1)));
    }
    int shortest = Flood.from(start, columns, this::open, rows).distance(goal);
    if (length != shortest) {
      return List.of(
          new Finding(
              along.distance(goal) == length ? "not-shortest" : "stray-cells",
              "The path marks "
                  + (length - 1)
                  + " cells where "
                  + (shortest - 1)
                  + " suffice: the shortest way has "
                  + shortest
                  + " steps.",
              Facts.of("cells", length - 1).with("shortest", shortest - 1)));
    }
    return List.of();
  }

  private boolean open(int index) {
    return cells[index] != WALL;
  }

  private String place(int index) {
    return "row " + (index / columns + 1) + ", column " + (index % columns + 1);
  }

  private static String name(int cell) {
    return switch (cell) {
      case FREE -> "free";
      case WALL -> "a wall";
      case START -> "the start";
      case GOAL -> "the goal";
      case PATH -> "a cell of the path";
      default -> Integer.toString(cell);
    };
  }

  @Override
  public int rules() {
    // Cells as given, start to goal without a gap, no shorter way.
    return 3;
  }

  @Override
  public String kept() {
    return "The path leads from the start to the goal through free cells, and no way is shorter.";
  }

  @Override
  public Census census(Alarm alarm) {
    Flood flood = Flood.from(start, columns, this::open, rows);
    return new Census(
        flood.ways(goal),
        true,
        flood.visited(),
        "a flood from the start over all " + flood.visited() + " cells that can be reached");
  }

  @Override
  public boolean anyWillDo() {
    return true;
  }

  @Override
  public String noun() {
    return "shortest path";
  }
}
