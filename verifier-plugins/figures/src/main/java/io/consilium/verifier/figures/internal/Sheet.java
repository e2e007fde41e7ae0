package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The figures of a table as a grid that can be turned, so that totals are sought the same way
 * downwards and across.
 *
 * @param lines names of the lines in which totals are sought
 * @param across names of the other direction
 * @param cells by line; null where there is no figure
 */
record Sheet(List<String> lines, List<String> across, Figure[][] cells) {
  private static final Pattern DERIVED =
      Pattern.compile(
          "%|\\b(per ?cent|pct|change|growth|yoy|share|margin|ratio|average|avg|mean|median|rate"
              + "|rank|index|cagr|per share|eps)\\b");

  /**
   * One figure.
   *
   * @param row in the table
   * @param column in the table
   */
  record Figure(int row, int column, double value, String text, double confidence) {}

  static Sheet of(Table table) {
    int width = table.columns().size();
    Figure[][] cells = new Figure[table.rows().size()][Math.max(0, width - 1)];
    for (int r = 0; r < cells.length; r++) {
      for (int c = 1; c < width; c++) {
        Cell cell = table.rows().get(r).get(c);
        if (cell.number() != null && Double.isFinite(cell.number())) {
          cells[r][c - 1] = new Figure(r, c, cell.number(), cell.text(), cell.confidence());
        }
      }
    }
    List<String> names =
        table.rows().stream().map(row -> row.isEmpty() ? "" : row.get(0).text()).toList();
    return new Sheet(names, table.columns().stream().skip(1).toList(), cells);
  }

  Sheet turned() {
    Figure[][] turned = new Figure[across.size()][lines.size()];
    for (int l = 0; l < lines.size(); l++) {
      for (int a = 0; a < across.size(); a++) {
        turned[a][l] = cells[l][a];
      }
    }
    return new Sheet(across, lines, turned);
  }

  /** Positions across whose figures can add up: not shares, changes or averages. */
  List<Integer> additive() {
    return IntStream.range(0, across.size())
        .filter(a -> !derived(across.get(a)))
        .filter(a -> IntStream.range(0, lines.size()).noneMatch(l -> percent(cells[l][a])))
        .boxed()
        .toList();
  }

  /** True if a line holds figures that can add up. */
  boolean counts(int line) {
    return !derived(lines.get(line))
        && IntStream.range(0, across.size()).anyMatch(a -> cells[line][a] != null)
        && IntStream.range(0, across.size()).noneMatch(a -> percent(cells[line][a]));
  }

  private static boolean percent(Figure figure) {
    return figure != null && figure.text().contains("%");
  }

  private static boolean derived(String name) {
    return DERIVED.matcher(name.toLowerCase(Locale.ROOT)).find();
  }
}
