package io.consilium.distribution.evaluation.pages;

import java.util.Random;

/** What stands where on a page. */
enum Layout {
  /** Text, table, chart, one below the other. */
  TEXT_TABLE_CHART(true, true),
  /** Text, chart, table. */
  TEXT_CHART_TABLE(true, true),
  /** Table, chart, text. */
  TABLE_CHART_TEXT(true, true),
  /** Text, then table and chart side by side. */
  TABLE_BESIDE_CHART(true, true),
  /** Text in two columns, then table, then chart. */
  TWO_COLUMNS(true, true),
  /** Text left, chart right, table below. */
  TEXT_BESIDE_CHART(true, true),
  /** Text and table. */
  NO_CHART(true, false),
  /** Text and chart. */
  NO_TABLE(false, true);

  private final boolean table;
  private final boolean chart;

  Layout(boolean table, boolean chart) {
    this.table = table;
    this.chart = chart;
  }

  boolean hasTable() {
    return table;
  }

  boolean hasChart() {
    return chart;
  }

  static Layout draw(Random random) {
    return values()[random.nextInt(values().length)];
  }

  TableForm form(Random random) {
    TableForm[] all = TableForm.values();
    return switch (this) {
      // Without a table the chart alone must say what the periods are, so it has few.
      case NO_TABLE -> random.nextInt(4) == 0 ? TableForm.LONG_SECOND : TableForm.WIDE;
      case TABLE_BESIDE_CHART -> random.nextInt(4) == 0 ? TableForm.LONG_SECOND : TableForm.LONG;
      default -> all[random.nextInt(all.length)];
    };
  }
}
