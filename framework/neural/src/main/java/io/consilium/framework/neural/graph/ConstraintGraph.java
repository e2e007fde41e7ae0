package io.consilium.framework.neural.graph;

import java.util.List;
import java.util.Optional;

/**
 * What is left to decide once the clues are applied: a node for each candidate that no clue rules
 * out, and poolings that partition the nodes into groups. Of every group of the first {@link
 * #exact()} poolings exactly one node holds; the others only share information.
 *
 * <p>Immutable; its arrays are shared inside this package and never written.
 */
public final class ConstraintGraph {
  /** The poolings of a Sudoku; the last two are where a line crosses a box. */
  public static final List<String> SUDOKU =
      List.of("cell", "row", "column", "box", "row_in_box", "column_in_box");

  final int nodes;

  /** [pooling][node] to the group's number, from 0 within the pooling. */
  final int[][] groupOf;

  /** Groups of each pooling. */
  final int[] groups;

  /** Where each pooling's groups begin when all stand in one table. */
  final int[] firstGroup;

  final int allGroups;

  /** Node to its cell, row-major from 0. */
  final int[] cellOf;

  /** Node to its symbol, from 1. */
  final int[] symbolOf;

  private final int[] given;
  private final List<String> poolings;
  private final int exact;
  private final Optional<String> contradiction;

  ConstraintGraph(
      List<String> poolings,
      int exact,
      int[][] groupOf,
      int[] cellOf,
      int[] symbolOf,
      int[] given,
      Optional<String> contradiction) {
    this.poolings = List.copyOf(poolings);
    this.exact = exact;
    this.groupOf = groupOf;
    this.cellOf = cellOf;
    this.symbolOf = symbolOf;
    this.given = given;
    this.contradiction = contradiction;
    this.nodes = cellOf.length;
    this.groups = new int[groupOf.length];
    this.firstGroup = new int[groupOf.length];
    int sum = 0;
    for (int k = 0; k < groupOf.length; k++) {
      for (int group : groupOf[k]) {
        groups[k] = Math.max(groups[k], group + 1);
      }
      firstGroup[k] = sum;
      sum += groups[k];
    }
    this.allGroups = sum;
  }

  /**
   * The graph of a Sudoku of any size.
   *
   * @param cells row-major, 0 for open, symbols from 1 to the side's length
   * @param boxRows rows of a box
   * @param boxColumns columns of a box; the grid's side is {@code boxRows * boxColumns}
   * @throws IllegalArgumentException if the number of cells or a symbol does not fit
   */
  public static ConstraintGraph sudoku(int[] cells, int boxRows, int boxColumns) {
    return SudokuGraph.of(cells, boxRows, boxColumns);
  }

  /** Candidates left, which are the nodes. */
  public int nodes() {
    return nodes;
  }

  /** Groups of all poolings. */
  public int groups() {
    return allGroups;
  }

  /** Cells of the grid, clues included. */
  public int cells() {
    return given.length;
  }

  /** The poolings, in order. */
  public List<String> poolings() {
    return poolings;
  }

  /** How many of the poolings, from the first, mean "exactly one of each group". */
  public int exact() {
    return exact;
  }

  /** Why the clues can have no solution, where that shows without a search. */
  public Optional<String> contradiction() {
    return contradiction;
  }

  /** The cell of a node, row-major from 0. */
  public int cell(int node) {
    return cellOf[node];
  }

  /** The symbol of a node, from 1. */
  public int symbol(int node) {
    return symbolOf[node];
  }

  /** The symbol given for a cell, 0 if it is open. */
  public int given(int cell) {
    return given[cell];
  }

  /**
   * The best candidate of every cell; clues as they are.
   *
   * @param logits one a node
   * @return one symbol a cell, row-major; 0 for a cell without a candidate
   */
  public int[] choose(float[] logits) {
    int[] chosen = given.clone();
    float[] best = new float[given.length];
    java.util.Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int node = 0; node < nodes; node++) {
      if (logits[node] > best[cellOf[node]]) {
        best[cellOf[node]] = logits[node];
        chosen[cellOf[node]] = symbolOf[node];
      }
    }
    return chosen;
  }

  /** Whether chosen symbols satisfy every group: of each, exactly one node is chosen. */
  public boolean satisfied(int[] chosen) {
    if (contradiction.isPresent()) {
      return false;
    }
    for (int k = 0; k < exact; k++) {
      int[] holding = new int[groups[k]];
      for (int node = 0; node < nodes; node++) {
        if (chosen[cellOf[node]] == symbolOf[node]) {
          holding[groupOf[k][node]]++;
        }
      }
      for (int count : holding) {
        if (count != 1) {
          return false;
        }
      }
    }
    return true;
  }
}
