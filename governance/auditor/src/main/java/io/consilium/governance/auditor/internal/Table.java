package io.consilium.governance.auditor.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A table for people: every column as wide as its widest cell, numbers to the right. Cells are
 * shown as foreign text. Not thread-safe.
 */
final class Table {
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param columns their heads; one that begins with {@code >} is a column of numbers
   */
  Table(String... columns) {
    List<String> head = new ArrayList<>();
    for (String column : columns) {
      right.add(column.startsWith(">"));
      head.add(column.startsWith(">") ? column.substring(1) : column);
    }
    rows.add(head);
  }

  void row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(Plain.line(cell.toString()));
    }
    rows.add(row);
  }

  /** Tells the head, if it says anything, and the rows. */
  void print(String indent, Consumer<String> to) {
    int[] widths = new int[right.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    boolean headless = rows.get(0).stream().allMatch(String::isEmpty);
    rows.stream().skip(headless ? 1 : 0).forEach(row -> to.accept(line(indent, row, widths)));
  }

  private String line(String indent, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < row.size(); i++) {
      String pad = " ".repeat(widths[i] - width(row.get(i)));
      line.append(i == 0 ? "" : "  ");
      line.append(right.get(i) ? pad + row.get(i) : row.get(i) + pad);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
