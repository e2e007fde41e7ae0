package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Puzzles made from a seed. */
final class Puzzles {
  /** One solution; needs some search. */
  static final String HARD =
      "....2.4...7598..6.....75....61...7..2..............245.97....2.6.....3.....64..7.";

  private Puzzles() {}

  /** A full grid: rows of a cyclic pattern, shuffled as the symmetries of Sudoku allow. */
  static int[][] full(int size, Random random) {
    Boxes boxes = Boxes.of(size);
    List<Integer> rows = shuffled(size / boxes.rows(), boxes.rows(), random);
    List<Integer> columns = shuffled(size / boxes.columns(), boxes.columns(), random);
    List<Integer> symbols = order(size, random);
    int[][] cells = new int[size][size];
    for (int r = 0; r < size; r++) {
      int row = rows.get(r);
      int shift = boxes.columns() * (row % boxes.rows()) + row / boxes.rows();
      for (int c = 0; c < size; c++) {
        cells[r][c] = symbols.get((shift + columns.get(c)) % size) + 1;
      }
    }
    return cells;
  }

  /** A full grid of which each cell is opened with some probability. */
  static Grid open(int[][] full, double share, Random random) {
    return grid(
        Arrays.stream(full)
            .map(row -> Arrays.stream(row).map(v -> random.nextDouble() < share ? 0 : v).toArray())
            .toArray(int[][]::new));
  }

  static Grid grid(int[][] cells) {
    return new Grid(
        "sudoku", Arrays.stream(cells).map(row -> IntStream.of(row).boxed().toList()).toList());
  }

  static Grid empty(int size) {
    return grid(new int[size][size]);
  }

  private static List<Integer> shuffled(int bands, int perBand, Random random) {
    List<Integer> all = new ArrayList<>();
    for (int band : order(bands, random)) {
      for (int line : order(perBand, random)) {
        all.add(band * perBand + line);
      }
    }
    return all;
  }

  private static List<Integer> order(int count, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }
}
