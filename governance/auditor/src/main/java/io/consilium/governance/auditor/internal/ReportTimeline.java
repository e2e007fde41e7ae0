package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A task's calls and halting decisions over time, as SVG. Pure. */
final class ReportTimeline {
  private static final int WIDTH = 900;
  private static final int LEFT = 260;
  private static final int ROW = 18;
  private static final int ROWS = 200;

  /** Labels of halting decisions that are close to each other stand below each other. */
  private static final int LABELS = 3;

  private static final int TOP = 10 + LABELS * 12;

  private final DecisionRecord first;
  private final double end;
  private final StringBuilder svg = new StringBuilder();

  private ReportTimeline(List<DecisionRecord> records) {
    this.first = records.get(0);
    this.end = Math.max(1e-6, records.stream().mapToDouble(this::seconds).max().orElse(0));
  }

  /** A call from its record to that of its outcome. */
  private record Bar(String expert, String outcome, double from, double to) {}

  static String of(List<DecisionRecord> records) {
    return new ReportTimeline(records).draw(records);
  }

  private double seconds(DecisionRecord record) {
    return record.boot().equals(first.boot())
        ? (record.nanos() - first.nanos()) / 1e9
        : Duration.between(Instant.parse(first.time()), Instant.parse(record.time())).toMillis()
            / 1e3;
  }

  private String draw(List<DecisionRecord> records) {
    Map<Integer, Bar> bars = new LinkedHashMap<>();
    for (DecisionRecord record : records) {
      if (record.body() instanceof Body.ExpertCalled b) {
        bars.put(b.call(), new Bar(b.expert(), "not back", seconds(record), end));
      } else if (record.body() instanceof Body.ExpertReturned b && bars.containsKey(b.call())) {
        double from = bars.get(b.call()).from;
        bars.put(b.call(), new Bar(b.expert(), Words.lower(b.outcome()), from, seconds(record)));
      }
    }
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
    halts(records, height);
    int row = 0;
    for (Map.Entry<Integer, Bar> bar : bars.entrySet()) {
      if (row < rows) {
        bar(bar.getKey(), bar.getValue(), TOP + row++ * ROW);
      }
    }
    svg.append("</svg>\n");
    if (bars.size() > rows) {
      svg.append("<p>").append(bars.size() - rows).append(" more calls are not drawn.</p>\n");
    }
    return svg.toString();
  }

  private double x(double seconds) {
    return LEFT + (WIDTH - LEFT - 60) * seconds / end;
  }

  private void axis(int height) {
    for (int i = 0; i <= 4; i++) {
      double at = end * i / 4;
      line("axis", at, TOP - 4, height - 20);
      text("tick", x(at), height - 6, Words.duration(Duration.ofNanos((long) (at * 1e9))));
    }
  }

  private void halts(List<DecisionRecord> records, int height) {
    int label = 0;
    for (DecisionRecord record : records) {
      if (record.body() instanceof Body.HaltDecided halt) {
        line("halt", seconds(record), TOP - 4, height - 20);
        if (record.position().path().isEmpty()) {
          String what = halt.reason().map(Enum::name).orElse("continue");
          int y = 11 + label++ % LABELS * 12;
          text("tick", x(seconds(record)), y, "#" + record.sequence() + " " + what);
        }
      }
    }
  }

  private void bar(int call, Bar bar, int y) {
    text("name", LEFT - 8, y + 12, "call " + call + " " + bar.expert);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            bar.outcome.equals("solved") ? "solved" : "other",
            x(bar.from),
            y + 2,
            Math.max(2, x(bar.to) - x(bar.from)),
            ROW - 5));
    text("outcome", x(bar.to) + 5, y + 12, bar.outcome);
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
