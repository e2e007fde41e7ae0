package io.consilium.expert.vision.internal.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Equal numbers in one row, column or box: a sign of misreading. */
final class Conflicts {
  private Conflicts() {}

  /** Indices (row by row) of cells that contradict another, in order. */
  static List<Integer> cells(Reading[] readings, int size) {
    TreeSet<Integer> found = new TreeSet<>();
    int rows = Boxing.rows(size);
    int columns = size / rows;
    for (int a = 0; a < readings.length; a++) {
      for (int b = a + 1; b < readings.length && readings[a].value() > 0; b++) {
        boolean together =
            a / size == b / size
                || a % size == b % size
                || (a / size / rows == b / size / rows && a % size / columns == b % size / columns);
        if (together && readings[a].value() == readings[b].value()) {
          found.add(a);
          found.add(b);
        }
      }
    }
    return new ArrayList<>(found);
  }

  static String message(Reading[] readings, List<Integer> cells, int size) {
    int first = cells.get(0);
    int second =
        cells.stream()
            .filter(i -> i != first && readings[i].value() == readings[first].value())
            .findFirst()
            .orElse(cells.get(1));
    return "The number "
        + readings[first].value()
        + " was read twice where it may stand once, "
        + place(first, size)
        + " and "
        + place(second, size)
        + ", on a second look too. Maybe one was misread: give a sharper picture or type the grid"
        + " as text; or the puzzle as printed contradicts itself.";
  }

  private static String place(int cell, int size) {
    return "in row " + (cell / size + 1) + ", column " + (cell % size + 1);
  }
}
