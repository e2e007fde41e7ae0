package io.consilium.framework.training.chart;

import java.util.ArrayList;
import java.util.List;

/** Tables as text for a terminal and as Markdown. */
public final class Tables {
  private Tables() {}

  /** In columns: the first to the left, the others to the right. */
  public static String text(Page.Table table) {
    int[] widths = new int[table.head().size()];
    List<List<String>> lines = new ArrayList<>(List.of(table.head()));
    lines.addAll(table.rows());
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder(table.caption()).append('\n');
    for (List<String> line : lines) {
      text.append("  ").append(line.get(0));
      text.append(" ".repeat(widths[0] - line.get(0).length()));
      for (int i = 1; i < widths.length; i++) {
        text.append("  ").append(" ".repeat(widths[i] - line.get(i).length())).append(line.get(i));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** As a table of Markdown, without its caption. */
  public static String markdown(Page.Table table) {
    StringBuilder text = new StringBuilder();
    row(text, table.head());
    text.append("| --- |").append(" ---: |".repeat(table.head().size() - 1)).append('\n');
    table.rows().forEach(row -> row(text, row));
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append('|');
    cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    text.append('\n');
  }
}
