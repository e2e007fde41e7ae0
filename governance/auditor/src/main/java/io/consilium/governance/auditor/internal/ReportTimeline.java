package io.consilium.governance.auditor.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A task's calls and halting decisions over time, as SVG. Pure. */
final class ReportTimeline {
  private static final int WIDTH = 900;
  private static final int LEFT = 260;
  private static final int ROW = 18;
  private static final int ROWS = 200;

  /** Labels of halting decisions that are close to each other stand below each other. */
  private static final int LABELS = 3;

  private static final int TOP = 10 + LABELS * 12;

  private final Course course;
  private final StringBuilder svg = new StringBuilder();

  private ReportTimeline(Course course) {
    this.course = course;
  }

  static String of(Course course) {
    return new ReportTimeline(course).draw();
  }

  private String draw() {
    List<Course.Bar> bars = course.calls();
    int rows = Math.min(ROWS, bars.size());
    int height = TOP + rows * ROW + 26;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"timeline\" viewBox=\"0 0 %d %d\" width=\"100%%\" role=\"img\""
                + " aria-label=\"Calls and halting decisions over time\">%n",
            WIDTH,
            height));
    axis(height);
    halts(height);
    for (int row = 0; row < rows; row++) {
      bar(bars.get(row), TOP + row * ROW);
    }
    svg.append("</svg>\n");
    if (bars.size() > rows) {
      svg.append("<p>").append(bars.size() - rows).append(" more calls are not drawn.</p>\n");
    }
    return svg.toString();
  }

  private double x(double seconds) {
    return LEFT + (WIDTH - LEFT - 120) * seconds / course.end();
  }

  private void axis(int height) {
    for (int i = 0; i <= 4; i++) {
      double at = course.end() * i / 4;
      line("axis", at, TOP - 4, height - 20);
      text("tick", x(at), height - 6, Words.duration(Duration.ofNanos((long) (at * 1e9))));
    }
  }

  private void halts(int height) {
    int label = 0;
    for (Course.Stop stop : course.stops()) {
      line("halt", stop.at(), TOP - 4, height - 20);
      if (stop.path().isEmpty()) {
        int y = 11 + label++ % LABELS * 12;
        text("tick", x(stop.at()), y, "#" + stop.sequence() + " " + stop.what());
      }
    }
  }

  private void bar(Course.Bar bar, int y) {
    text("name", LEFT - 8, y + 12, "call " + bar.call() + " " + bar.expert());
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            bar.outcome().equals("solved") ? "solved" : "other",
            x(bar.from()),
            y + 2,
            Math.max(2, x(bar.to()) - x(bar.from())),
            ROW - 5));
    text("outcome", x(bar.to()) + 5, y + 12, bar.told());
  }

  private void line(String kind, double at, int from, int to) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
            kind,
            x(at),
            x(at),
            from,
            to));
  }

  private void text(String kind, double x, double y, String foreign) {
    String shown = Plain.line(foreign);
    String cut = shown.length() > 38 ? shown.substring(0, 37) + "\u2026" : shown;
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
