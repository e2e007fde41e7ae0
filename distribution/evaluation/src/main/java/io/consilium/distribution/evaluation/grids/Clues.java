package io.consilium.distribution.evaluation.grids;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes sudoku clues that contradict nothing; whether they have one solution is not asked. */
final class Clues {
  private Clues() {}

  /** Rows of a box of a grid of this size. */
  static int boxRows(int size) {
    return size == 6 ? 2 : (int) Math.round(Math.sqrt(size));
  }

  /**
   * A full grid made by shuffling a regular one, with all but a share of its cells opened.
   *
   * @param kept share of cells that stay, 0 to 1
   */
  static List<List<Integer>> draw(int size, double kept, Random random) {
    int rows = boxRows(size);
    int columns = size / rows;
    List<Integer> symbols = shuffled(IntStream.rangeClosed(1, size).boxed().toList(), random);
    List<Integer> down = lines(rows, columns, random);
    List<Integer> across = lines(columns, rows, random);
    List<List<Integer>> cells = new ArrayList<>();
    for (int r : down) {
      List<Integer> row = new ArrayList<>();
      for (int c : across) {
        int symbol = symbols.get((columns * (r % rows) + r / rows + c) % size);
        row.add(random.nextDouble() < kept ? symbol : 0);
      }
      cells.add(row);
    }
    return cells;
  }

  /** Bands in any order, lines of a band in any order. */
  private static List<Integer> lines(int perBand, int bands, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int band : shuffled(IntStream.range(0, bands).boxed().toList(), random)) {
      shuffled(IntStream.range(0, perBand).boxed().toList(), random)
          .forEach(line -> order.add(band * perBand + line));
    }
    return order;
  }

  private static List<Integer> shuffled(List<Integer> numbers, Random random) {
    List<Integer> all = new ArrayList<>(numbers);
    Collections.shuffle(all, random);
    return all;
  }
}
