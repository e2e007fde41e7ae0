package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A grid of symbols, such as a puzzle.
 *
 * @param kind such as {@code sudoku}
 * @param cells rows of symbols from 0; 0 means open where the kind has open cells
 */
public record Grid(String kind, List<List<Integer>> cells) {
  public Grid {
    Objects.requireNonNull(kind, "kind");
    cells = cells.stream().map(List::copyOf).toList();
    int width = cells.isEmpty() ? 0 : cells.get(0).size();
    for (List<Integer> row : cells) {
      if (row.size() != width) {
        throw new IllegalArgumentException(
            "A row has " + row.size() + " cells where the grid is " + width + " wide.");
      }
    }
  }
}
