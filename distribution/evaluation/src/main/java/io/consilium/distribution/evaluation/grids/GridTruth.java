package io.consilium.distribution.evaluation.grids;

import java.util.List;

/**
 * What stands in a picture.
 *
 * @param seed of the picture
 * @param level how it was taken, in lower case
 * @param cells rows of 0 (blank) or 1..n; empty if there is no grid to read
 * @param cellPixels side of a cell before the picture was taken
 * @param face font of the digits
 */
public record GridTruth(
    int seed, String level, List<List<Integer>> cells, int cellPixels, String face) {
  public GridTruth {
    cells = cells.stream().map(List::copyOf).toList();
  }

  /** Cells a side; 0 where there is no grid. */
  public int size() {
    return cells.size();
  }
}
