package io.consilium.verifier.constraints.internal;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Floods a grid from a cell, ring by ring: how far each cell is, and by how many shortest ways. */
final class Flood {
  /** Counts of ways stop here; there can be more of them than any number holds. */
  static final long MANY = 1_000_000_000L;

  private final int[] distance;
  private final long[] ways;
  private final int[] order;
  private int visited;

  private Flood(int cells) {
    distance = new int[cells];
    Arrays.fill(distance, -1);
    ways = new long[cells];
    order = new int[cells];
  }

  static Flood from(int start, int columns, IntPredicate open, int rows) {
    Flood flood = new Flood(rows * columns);
    flood.distance[start] = 0;
    flood.ways[start] = 1;
    flood.order[flood.visited++] = start;
    for (int i = 0; i < flood.visited; i++) {
      int at = flood.order[i];
      int column = at % columns;
      flood.step(at, at - columns, at >= columns, open);
      flood.step(at, at - 1, column > 0, open);
      flood.step(at, at + 1, column < columns - 1, open);
      flood.step(at, at + columns, at < (rows - 1) * columns, open);
    }
    return flood;
  }

  private void step(int from, int to, boolean inside, IntPredicate open) {
    if (!inside || !open.test(to)) {
      return;
    }
    if (distance[to] < 0) {
      distance[to] = distance[from] + 1;
      order[visited++] = to;
    }
    if (distance[to] == distance[from] + 1) {
      ways[to] = Math.min(MANY, ways[to] + ways[from]);
    }
  }

  boolean reached(int cell) {
    return distance[cell] >= 0;
  }

  /** Steps to a cell; -1 if it was not reached. */
  int distance(int cell) {
    return distance[cell];
  }

  /** Shortest ways to a cell, at most {@link #MANY}; 0 if it was not reached. */
  long ways(int cell) {
    return ways[cell];
  }

  int farthest() {
    return order[visited - 1];
  }

  int visited() {
    return visited;
  }
}
