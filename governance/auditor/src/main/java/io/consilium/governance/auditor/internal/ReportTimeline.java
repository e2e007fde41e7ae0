package io.consilium.governance.auditor.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A task's calls and halting decisions over time, as SVG. Pure. */
final class ReportTimeline {
  private static final int WIDTH = 900;
  private static final int RIGHT = 150;
  private static final int ROW = 16;
  private static final int ROWS = 200;
  private static final int TICKS = 4;

  /** Longer names are cut, and so are longer ends of rows. */
  private static final int NAME = 40;

  private static final int WHAT = 24;
  private static final double LETTER = 6.1;

  private final Course course;
  private final int left;
  private final StringBuilder svg = new StringBuilder();

  private ReportTimeline(Course course) {
    this.course = course;
    int longest = course.rows().stream().mapToInt(row -> row.who().length()).max().orElse(0);
    this.left = 16 + (int) (LETTER * Math.min(NAME, longest));
  }

  static String of(Course course) {
    return new ReportTimeline(course).draw();
  }

  private String draw() {
    List<Course.Row> rows = course.rows();
    int drawn = Math.min(ROWS, rows.size());
    int height = drawn * ROW + 26;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"timeline\" viewBox=\"0 0 %d %d\" width=\"100%%\" role=\"img\""
                + " aria-label=\"Calls and halting decisions over time\">%n",
            WIDTH,
            height));
    axis(height);
    for (int i = 0; i < drawn; i++) {
      row(rows.get(i), i * ROW);
    }
    svg.append("</svg>\n");
    if (rows.size() > drawn) {
      svg.append("<p>").append(rows.size() - drawn).append(" more are not drawn.</p>\n");
    }
    return svg.toString();
  }

  private double x(double seconds) {
    return left + (WIDTH - left - RIGHT) * seconds / course.end();
  }

  private void axis(int height) {
    for (int i = 0; i <= TICKS; i++) {
      double at = course.end() * i / TICKS;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"/>%n",
              x(at),
              x(at),
              height - 20));
      text("tick", x(at), height - 6, Words.duration(Duration.ofNanos((long) (at * 1e9))), NAME);
    }
  }

  private void row(Course.Row row, int y) {
    text("name", left - 8, y + 12, row.who(), NAME);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            Words.lower(row.kind()),
            x(row.from()),
            y + 2,
            Math.max(2, x(row.to()) - x(row.from())),
            ROW - 4));
    text("what", WIDTH - RIGHT + 10, y + 12, row.what(), WHAT);
  }

  private void text(String kind, double x, double y, String foreign, int longest) {
    String shown = Plain.line(foreign);
    String cut = shown.length() > longest ? shown.substring(0, longest - 1) + "\u2026" : shown;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
            kind,
            x,
            y,
            Html.text(cut)));
  }
}
