package io.consilium.framework.training.task;

import io.consilium.framework.neural.token.GridTokens;
import io.consilium.framework.training.puzzle.Maze;
import io.consilium.framework.training.puzzle.MazeGenerator;
import io.consilium.framework.training.puzzle.Split;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mazes with one shortest path, to be marked. */
final class MazeTask implements Task {
  private static final GridTokens TOKENS = GridTokens.maze();
  private static final byte START = 2;
  private static final byte GOAL = 3;
  private static final byte PATH = 4;

  private final int side;

  MazeTask(int side) {
    this.side = side;
  }

  @Override
  public String name() {
    return "maze";
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public List<String> kinds() {
    return List.of("maze");
  }

  @Override
  public Puzzle next(String kind, Split split, RandomGenerator random) {
    Maze maze = new MazeGenerator(split).next(side, side, side, random);
    return new Puzzle(kind, maze.cells(), maze.solution());
  }

  /**
   * Whether the marked cells are one path from start to goal without a branch. That it is a
   * shortest one is not looked at: that takes the solver that a network is to do without.
   */
  @Override
  public boolean holds(byte[] cells, byte[] answer) {
    int marked = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      boolean path = answer[cell] == PATH;
      if (path ? cells[cell] != 0 : answer[cell] != cells[cell]) {
        return false;
      }
      marked += path ? 1 : 0;
    }
    return walked(answer) == marked;
  }

  /** Marked cells on the way from start to goal; -1 if the way branches or ends. */
  private int walked(byte[] answer) {
    int at = 0;
    while (answer[at] != START) {
      if (++at == answer.length) {
        return -1;
      }
    }
    int before = -1;
    int steps = 0;
    while (true) {
      int next = -1;
      for (int other : around(at)) {
        boolean way =
            answer[other] == PATH || (answer[other] == GOAL && (steps > 0 || at != other));
        if (other != before && way) {
          if (next >= 0) {
            return -1;
          }
          next = other;
        }
      }
      if (next < 0) {
        return -1;
      }
      if (answer[next] == GOAL) {
        return steps;
      }
      before = at;
      at = next;
      steps++;
      if (steps > answer.length) {
        return -1;
      }
    }
  }

  private int[] around(int cell) {
    int row = cell / side;
    int column = cell % side;
    int[] all = new int[4];
    int count = 0;
    for (int[] move : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
      int r = row + move[0];
      int c = column + move[1];
      if (r >= 0 && r < side && c >= 0 && c < side) {
        all[count++] = r * side + c;
      }
    }
    return Arrays.copyOf(all, count);
  }

  @Override
  public GridTokens alphabet() {
    return TOKENS;
  }
}
