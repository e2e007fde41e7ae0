package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Breadth-first search through a maze: its shortest paths, of which up to two are kept. */
final class MazePaths {
  private static final int[][] STEPS = {{-1, 0}, {0, -1}, {0, 1}, {1, 0}};

  private final int[][] cells;
  private final int width;
  private final int[] distance;
  private long visited;

  private MazePaths(Grid maze) {
    cells =
        maze.cells().stream()
            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    width = cells[0].length;
    distance = new int[cells.length * width];
    Arrays.fill(distance, -1);
  }

  /** Two different shortest paths, the only one, or none if the goal cannot be reached. */
  static ExactSearch.Found search(Grid maze) {
    MazePaths paths = new MazePaths(maze);
    int goal = paths.flood();
    List<int[]> found = new ArrayList<>();
    if (goal >= 0) {
      int[] first = paths.path(goal, -1);
      found.add(first);
      int branch = paths.branch(first);
      if (branch >= 0) {
        found.add(paths.path(goal, branch));
      }
    }
    return new ExactSearch.Found(found, true, paths.visited);
  }

  /** Sets distances from the start; returns the goal if it is reached, else -1. */
  private int flood() {
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    int goal = -1;
    for (int at = 0; at < distance.length; at++) {
      if (cell(at) == MazeText.START) {
        distance[at] = 0;
        queue.add(at);
      }
    }
    while (!queue.isEmpty()) {
      int at = queue.remove();
      visited++;
      if (cell(at) == MazeText.GOAL) {
        goal = at;
      }
      for (int next : neighbours(at)) {
        if (distance[next] < 0) {
          distance[next] = distance[at] + 1;
          queue.add(next);
        }
      }
    }
    return goal;
  }

  /**
   * Cells from the goal back to the start.
   *
   * @param branch the cell at which not the first but the second way back is taken; -1 for none
   */
  private int[] path(int goal, int branch) {
    int[] path = new int[distance[goal] + 1];
    int at = goal;
    for (int i = 0; i < path.length; i++) {
      path[i] = at;
      if (distance[at] > 0) {
        List<Integer> back = back(at);
        at = back.get(at == branch ? 1 : 0);
      }
    }
    return path;
  }

  /** A cell of the path from which two ways lead back; -1 if there is none. */
  private int branch(int[] path) {
    return Arrays.stream(path).filter(at -> back(at).size() > 1).findFirst().orElse(-1);
  }

  private List<Integer> back(int at) {
    return neighbours(at).stream().filter(next -> distance[next] == distance[at] - 1).toList();
  }

  private List<Integer> neighbours(int at) {
    List<Integer> found = new ArrayList<>(4);
    for (int[] step : STEPS) {
      int row = at / width + step[0];
      int column = at % width + step[1];
      boolean inside = row >= 0 && row < cells.length && column >= 0 && column < width;
      if (inside && cells[row][column] != MazeText.WALL) {
        found.add(row * width + column);
      }
    }
    return found;
  }

  private int cell(int at) {
    return cells[at / width][at % width];
  }

  /** The maze with a path drawn in. */
  static Grid drawn(Grid maze, int[] path) {
    List<List<Integer>> rows = new ArrayList<>();
    maze.cells().forEach(row -> rows.add(new ArrayList<>(row)));
    int width = rows.get(0).size();
    for (int at : path) {
      List<Integer> row = rows.get(at / width);
      if (row.get(at % width) == MazeText.FREE) {
        row.set(at % width, MazeText.PATH);
      }
    }
    return new Grid(maze.kind(), rows);
  }
}
