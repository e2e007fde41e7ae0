package io.consilium.distribution.evaluation.measure;

import java.util.Arrays;

/**
 * Pairs rows with columns at the least total cost (the assignment problem), by shortest augmenting
 * paths with potentials (Kuhn 1955, Munkres 1957), in cubic time.
 */
public final class Matching {
  private Matching() {}

  /**
   * The column of each row; -1 for rows left over when there are fewer columns.
   *
   * @param cost rows by columns, finite
   */
  public static int[] leastCost(double[][] cost) {
    int rows = cost.length;
    int columns = rows == 0 ? 0 : cost[0].length;
    int size = Math.max(rows, columns);
    double[][] square = new double[size][size];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(cost[r], 0, square[r], 0, columns);
    }
    int[] rowOf = solve(square);
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    for (int c = 0; c < columns; c++) {
      if (rowOf[c] < rows) {
        columnOf[rowOf[c]] = c;
      }
    }
    return columnOf;
  }

  private static int[] solve(double[][] cost) {
    int n = cost.length;
    double[] rowPotential = new double[n];
    double[] columnPotential = new double[n];
    int[] rowOf = new int[n];
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < n; row++) {
      augment(cost, row, rowPotential, columnPotential, rowOf);
    }
    return rowOf;
  }

  /** Grows a shortest path from a free row until it meets a free column, then flips it. */
  private static void augment(double[][] cost, int start, double[] u, double[] v, int[] rowOf) {
    int n = cost.length;
    double[] distance = new double[n];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int[] before = new int[n];
    Arrays.fill(before, -1);
    boolean[] done = new boolean[n];
    int row = start;
    int column = -1;
    double reached = 0;
    while (row >= 0) {
      int next = -1;
      for (int c = 0; c < n; c++) {
        if (!done[c]) {
          double through = reached + cost[row][c] - u[row] - v[c];
          if (through < distance[c]) {
            distance[c] = through;
            before[c] = column;
          }
          next = next < 0 || distance[c] < distance[next] ? c : next;
        }
      }
      column = next;
      reached = distance[column];
      done[column] = true;
      row = rowOf[column];
    }
    u[start] += reached;
    for (int c = 0; c < n; c++) {
      if (done[c] && c != column) {
        u[rowOf[c]] += reached - distance[c];
        v[c] -= reached - distance[c];
      }
    }
    for (int c = column; c >= 0; c = before[c]) {
      rowOf[c] = before[c] < 0 ? start : rowOf[before[c]];
    }
  }
}
