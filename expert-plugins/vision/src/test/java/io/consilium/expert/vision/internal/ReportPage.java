package io.consilium.expert.vision.internal;

import java.awt.Color;
import java.awt.Font;

/** A report page with title, text, a table and a bar chart. */
final class ReportPage {
  static final double[] VALUES = {1204.5, 1310.2, 1288.9, 1422.7, 1501.3, 1389.4};
  static final double[] COSTS = {903.1, 951.8, 944.2, 1010.5, 1077.0, 1032.6};

  private ReportPage() {}

  static RenderedPage drawn() {
    RenderedPage page = new RenderedPage(1000, 1300);
    page.font(Font.BOLD, 34).text(70, 90, "Northwind Quarterly Report");
    page.font(Font.PLAIN, 18);
    page.text(
        70, 150, "Revenue rose to a record in the first quarter of 2024, while the cost of sales");
    page.text(
        70, 176, "was in line with our plan. The board expects that demand will be strong, and it");
    page.text(
        70, 202, "has raised the outlook for the year. All figures are in millions of dollars.");
    table(page, 290);
    chart(page, 640);
    page.font(Font.PLAIN, 18);
    page.text(
        70, 1200, "The fall in the last quarter was due to the weather and to fewer working days.");
    return page;
  }

  /** Title, text and table alone: enough where a page's size is not the point. */
  static RenderedPage upper() {
    return drawn().cut(40, 540);
  }

  /** The chart alone. */
  static RenderedPage lower() {
    return drawn().cut(580, 1120);
  }

  private static void table(RenderedPage page, int y) {
    page.font(Font.ITALIC, 17).text(70, y - 30, "Table 1: Revenue and costs (USD million)");
    page.font(Font.BOLD, 17).text(80, y, "Quarter").right(480, y, "Revenue").right(700, y, "Costs");
    page.rule(70, y + 8, 720, y + 8).font(Font.PLAIN, 17);
    for (int i = 0; i < VALUES.length; i++) {
      int row = y + 38 + 32 * i;
      page.text(80, row, "Q" + (1 + i % 4) + " " + (2023 + i / 4));
      page.right(480, row, String.format(java.util.Locale.ROOT, "%,.1f", VALUES[i]));
      page.right(700, row, String.format(java.util.Locale.ROOT, "%,.1f", COSTS[i]));
    }
    page.rule(70, y + 52 + 32 * 5, 720, y + 52 + 32 * 5);
  }

  private static void chart(RenderedPage page, int top) {
    page.font(Font.BOLD, 18).text(70, top - 40, "Figure 1: Revenue (USD million)");
    page.font(Font.PLAIN, 15);
    int bottom = top + 420;
    for (int tick = 0; tick <= 1600; tick += 400) {
      int y = bottom - tick * 400 / 1600;
      page.rule(130, y, 860, y)
          .right(122, y + 6, String.format(java.util.Locale.ROOT, "%,d", tick));
    }
    for (int i = 0; i < VALUES.length; i++) {
      int height = (int) Math.round(VALUES[i] * 400 / 1600);
      page.bar(160 + 118 * i, bottom - height, 70, height, new Color(46, 98, 168));
      page.centered(195 + 118 * i, bottom + 26, "Q" + (1 + i % 4) + " " + (2023 + i / 4));
    }
    page.rule(130, bottom, 860, bottom);
  }

  public static void main(String[] args) throws Exception {
    java.nio.file.Files.write(java.nio.file.Path.of(args[0]), drawn().png());
    java.nio.file.Files.write(
        java.nio.file.Path.of(args[1]), drawn().turned(1.3).noisy(7, 12).png());
  }
}
