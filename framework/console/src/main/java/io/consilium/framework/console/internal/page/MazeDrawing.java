package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Grid;
import java.util.List;

/** Draws a maze: walls, path, start and goal, one shape each, so that large ones stay small. */
final class MazeDrawing {
  private static final int WALL = 1;
  private static final int START = 2;
  private static final int GOAL = 3;
  private static final int PATH = 4;
  private static final int CELL = 20;

  private MazeDrawing() {}

  static void write(Html html, Grid maze) {
    int rows = maze.cells().size();
    int columns = maze.cells().get(0).size();
    long steps = maze.cells().stream().flatMap(List::stream).filter(v -> v == PATH).count();
    String name =
        "Maze of "
            + rows
            + " x "
            + columns
            + " cells"
            + (steps > 0 ? ", the path goes through " + steps + " free cells" : "");
    Svg svg = new Svg(html);
    String width = Integer.toString(columns * CELL);
    svg.open("puzzle", columns * CELL, rows * CELL, "aria-label", name, "width", width);
    html.shape(
        "rect", "", "class", "ground", "width", width, "height", Integer.toString(rows * CELL));
    svg.path("wall", "", runs(maze, WALL));
    svg.path("way", name, runs(maze, PATH));
    mark(html, maze, START, "S");
    mark(html, maze, GOAL, "G");
    svg.close();
  }

  /** The cells of one value as rectangles, side by side ones in one. */
  private static String runs(Grid maze, int value) {
    StringBuilder path = new StringBuilder();
    for (int r = 0; r < maze.cells().size(); r++) {
      List<Integer> row = maze.cells().get(r);
      int c = 0;
      while (c < row.size()) {
        int from = c;
        while (c < row.size() && row.get(c) == value) {
          c++;
        }
        if (c > from) {
          int width = (c - from) * CELL;
          path.append('M').append(from * CELL).append(' ').append(r * CELL);
          path.append('h').append(width).append('v').append(CELL).append('h').append(-width);
          path.append('z');
        } else {
          c++;
        }
      }
    }
    return path.toString();
  }

  private static void mark(Html html, Grid maze, int value, String letter) {
    for (int r = 0; r < maze.cells().size(); r++) {
      for (int c = 0; c < maze.cells().get(r).size(); c++) {
        if (maze.cells().get(r).get(c) == value) {
          html.element(
              "text",
              letter,
              "class",
              "end",
              "text-anchor",
              "middle",
              "x",
              Html.number((c + 0.5) * CELL),
              "y",
              Html.number((r + 0.8) * CELL));
        }
      }
    }
  }
}
