package io.consilium.framework.training.puzzle;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Carves passages: a tree first, then some walls opened. */
final class MazeCarver {
  private final int rows;
  private final int columns;
  private final RandomGenerator random;
  private final boolean[] free;
  private final int[] neighbours = new int[4];

  private MazeCarver(int rows, int columns, RandomGenerator random) {
    this.rows = rows;
    this.columns = columns;
    this.random = random;
    this.free = new boolean[rows * columns];
  }

  /**
   * Free cells.
   *
   * @param branching share of steps that grow from a random place instead of the last one
   * @param opened share of the walls between free cells that are opened
   */
  static boolean[] carve(
      int rows, int columns, double branching, double opened, RandomGenerator random) {
    MazeCarver carver = new MazeCarver(rows, columns, random);
    carver.tree(branching);
    carver.open(opened);
    return carver.free;
  }

  /** The neighbours of a cell inside the grid; the first of so many entries. */
  static int neighbours(int cell, int rows, int columns, int[] into) {
    int count = 0;
    if (cell >= columns) {
      into[count++] = cell - columns;
    }
    if (cell < (rows - 1) * columns) {
      into[count++] = cell + columns;
    }
    if (cell % columns > 0) {
      into[count++] = cell - 1;
    }
    if (cell % columns < columns - 1) {
      into[count++] = cell + 1;
    }
    return count;
  }

  private void tree(double branching) {
    int[] live = new int[free.length];
    int size = 0;
    int first = random.nextInt(free.length);
    free[first] = true;
    live[size++] = first;
    while (size > 0) {
      int at = random.nextDouble() < branching ? random.nextInt(size) : size - 1;
      int next = extension(live[at]);
      if (next < 0) {
        System.arraycopy(live, at + 1, live, at, --size - at);
      } else {
        free[next] = true;
        live[size++] = next;
      }
    }
  }

  /** A random wall beside a cell that touches no other free cell; -1 if there is none. */
  private int extension(int cell) {
    int[] around = new int[4];
    int count = neighbours(cell, rows, columns, around);
    int chosen = -1;
    int seen = 0;
    for (int k = 0; k < count; k++) {
      if (!free[around[k]] && touching(around[k]) == 1 && random.nextInt(++seen) == 0) {
        chosen = around[k];
      }
    }
    return chosen;
  }

  private int touching(int cell) {
    int count = neighbours(cell, rows, columns, neighbours);
    int touching = 0;
    for (int k = 0; k < count; k++) {
      touching += free[neighbours[k]] ? 1 : 0;
    }
    return touching;
  }

  private void open(double share) {
    boolean[] before = free.clone();
    for (int cell = 0; cell < free.length; cell++) {
      if (!before[cell] && touching(cell) > 1 && random.nextDouble() < share) {
        free[cell] = true;
      }
    }
  }

  /**
   * Moves from a cell to every other, -1 where there is no way, and in {@code ways} how many
   * shortest paths there are (2 for more).
   */
  static int[] distances(boolean[] free, int rows, int columns, int from, byte[] ways) {
    int[] distance = new int[free.length];
    Arrays.fill(distance, -1);
    int[] queue = new int[free.length];
    int[] around = new int[4];
    int head = 0;
    int tail = 0;
    distance[from] = 0;
    ways[from] = 1;
    queue[tail++] = from;
    while (head < tail) {
      int cell = queue[head++];
      int count = neighbours(cell, rows, columns, around);
      for (int k = 0; k < count; k++) {
        int next = around[k];
        if (free[next] && distance[next] < 0) {
          distance[next] = distance[cell] + 1;
          queue[tail++] = next;
        }
        if (free[next] && distance[next] == distance[cell] + 1) {
          ways[next] = (byte) Math.min(2, ways[next] + ways[cell]);
        }
      }
    }
    return distance;
  }
}
