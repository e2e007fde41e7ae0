package io.consilium.framework.console.internal.page;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.framework.console.internal.page.TraceTree.Call;
import java.util.List;
import java.util.Optional;

/** When each expert worked: one bar a call, so that what ran side by side is seen. */
record Timeline(List<Call> calls, List<Entry> entries) implements Section {
  private static final double WIDTH = 860;
  private static final double LEFT = 250;
  private static final double RIGHT = 50;
  private static final double ROW = 20;
  private static final int MOST = 60;
  private static final int LONGEST = 34;
  private static final int PARTS = 4;

  @Override
  public void write(Html html) {
    if (calls.isEmpty()) {
      return;
    }
    List<Call> shown = calls.subList(0, Math.min(MOST, calls.size()));
    double height = shown.size() * ROW + 26;
    Svg svg = new Svg(html);
    svg.open(
        "timeline",
        WIDTH,
        height,
        "aria-label",
        "When each expert worked; the same is told in words below");
    for (int i = 0; i <= PARTS; i++) {
      double x = LEFT + i * (WIDTH - LEFT - RIGHT) / PARTS;
      svg.line("grid", x, 0, x, height - 20);
      svg.label(i == 0 ? "0" : Figures.millis(i * span() / PARTS / 1e6), "middle", x, height - 6);
    }
    for (int i = 0; i < shown.size(); i++) {
      row(svg, shown.get(i), i * ROW);
    }
    svg.close();
    if (calls.size() > MOST) {
      html.element("p", "and " + (calls.size() - MOST) + " more calls", "class", "note");
    }
  }

  private double span() {
    return Math.max(1, nanos(entries.get(entries.size() - 1)) - nanos(entries.get(0)));
  }

  private static long nanos(Entry entry) {
    return entry.record().nanos();
  }

  private void row(Svg svg, Call call, double y) {
    double scale = (WIDTH - LEFT - RIGHT) / span();
    double from = LEFT + (nanos(call.called) - nanos(entries.get(0))) * scale;
    double length =
        Math.max(
            2, call.returned.map(end -> (nanos(end) - nanos(call.called)) * scale).orElse(2.0));
    Optional<Body.ExpertReturned> end =
        call.returned.map(entry -> (Body.ExpertReturned) entry.record().body());
    String outcome = end.map(body -> Wording.word(body.outcome())).orElse("unknown");
    String path = call.called.record().position().path();
    String subgoal = (path.isEmpty() ? "" : path + "/") + call.body().subgoal();
    String title = subgoal + " by " + call.body().expert() + ": " + outcome;
    svg.label(fitted(subgoal), "end", LEFT - 10, y + 14);
    svg.bar("bar " + outcome.replace(' ', '-'), title, from, y + 4, length);
    svg.label(
        end.map(body -> Figures.millis(body.nanos() / 1e6)).orElse(""),
        "start",
        from + length + 5,
        y + 14);
  }

  private static String fitted(String label) {
    return label.length() <= LONGEST ? label : "…" + label.substring(label.length() - LONGEST + 1);
  }
}
