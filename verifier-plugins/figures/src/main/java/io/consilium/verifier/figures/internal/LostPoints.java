package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.List;

/**
 * Finds figures without a decimal point in a table that prints all others with one, and that are
 * larger than all others: recognition drops a point more easily than a digit.
 */
final class LostPoints {
  private static final double MOSTLY = 0.6;

  private LostPoints() {}

  /** Rejects a series that has such a figure of the table. */
  static void check(Table table, Lane series, Findings findings) {
    List<Cell> cells =
        table.rows().stream()
            .flatMap(List::stream)
            .filter(c -> c.number() != null && series.values().containsValue(c.number()))
            .toList();
    List<Cell> pointed = cells.stream().filter(c -> Decimals.of(c.text()) > 0).toList();
    if (pointed.isEmpty() || pointed.size() < MOSTLY * cells.size()) {
      return;
    }
    double most = pointed.stream().mapToDouble(c -> Math.abs(c.number())).max().orElse(0);
    cells.stream()
        .filter(c -> Decimals.of(c.text()) == 0 && Math.abs(c.number()) > 2 * most)
        .forEach(c -> findings.differ(finding(c)));
  }

  private static Finding finding(Cell cell) {
    String message =
        "The table prints its figures with decimals, but ("
            + cell.text()
            + ") has none and is larger than all of those. Maybe its decimal point was not read.";
    return new Finding("point-lost", message, Facts.of("value", cell.number()));
  }
}
