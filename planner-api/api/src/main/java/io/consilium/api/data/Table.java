package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A table as read.
 *
 * @param title its caption, or empty
 * @param unit what its numbers are, such as {@code USD million}, or empty
 * @param columns headers, the one over the row labels included; may be empty texts
 * @param rows each as long as {@code columns}; the first cell of a row is its label
 * @param box where it stands on the page
 */
public record Table(
    String title, String unit, List<String> columns, List<List<Cell>> rows, Box box) {

  /**
   * A cell.
   *
   * @param text as printed
   * @param number its value in the table's unit; null if it is not a number
   * @param confidence that it was read right, 0 to 1
   */
  public record Cell(String text, Double number, double confidence) {
    public Cell {
      Objects.requireNonNull(text, "text");
    }
  }

  public Table {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(box, "box");
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "A row has "
                + row.size()
                + " cells where the table has "
                + columns.size()
                + " columns.");
      }
    }
  }
}
