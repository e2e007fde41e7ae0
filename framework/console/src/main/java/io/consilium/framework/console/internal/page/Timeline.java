package io.consilium.framework.console.internal.page;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.framework.console.internal.page.TraceTree.Call;
import java.util.List;

/** When each expert worked: one bar a call, so that what ran side by side is seen. */
record Timeline(List<Call> calls, List<Entry> entries) implements Section {
  private static final double WIDTH = 860;
  private static final double LEFT = 250;
  private static final double ROW = 20;
  private static final int MOST = 60;

  @Override
  public void write(Html html) {
    if (calls.isEmpty()) {
      return;
    }
    long start = entries.get(0).record().nanos();
    double span = Math.max(1, entries.get(entries.size() - 1).record().nanos() - start);
    List<Call> shown = calls.subList(0, Math.min(MOST, calls.size()));
    double height = shown.size() * ROW + 26;
    html.open("div", "class", "plot-scroll");
    html.open(
        "svg",
        "class",
        "timeline",
        "role",
        "img",
        "viewBox",
        "0 0 " + Html.number(WIDTH) + " " + Html.number(height),
        "aria-label",
        "When each expert worked; the same is told in words below");
    for (int i = 0; i <= 4; i++) {
      double x = LEFT + i * (WIDTH - LEFT - 50) / 4;
      html.shape(
          "line",
          "",
          "class",
          "grid",
          "x1",
          Html.number(x),
          "x2",
          Html.number(x),
          "y1",
          "0",
          "y2",
          Html.number(height - 20));
      html.element(
          "text",
          i == 0 ? "0" : Figures.millis(i * span / 4 / 1e6),
          "class",
          "tick",
          "text-anchor",
          "middle",
          "x",
          Html.number(x),
          "y",
          Html.number(height - 6));
    }
    for (int i = 0; i < shown.size(); i++) {
      bar(html, shown.get(i), i, start, span);
    }
    html.close("svg").close("div");
    if (calls.size() > MOST) {
      html.element("p", "and " + (calls.size() - MOST) + " more calls", "class", "note");
    }
  }

  private static void bar(Html html, Call call, int row, long start, double span) {
    double scale = (WIDTH - LEFT - 50) / span;
    double from = LEFT + (call.called.record().nanos() - start) * scale;
    double length =
        call.returned
            .map(end -> (end.record().nanos() - call.called.record().nanos()) * scale)
            .orElse(2.0);
    String path = call.called.record().position().path();
    String subgoal = (path.isEmpty() ? "" : path + "/") + call.body().subgoal();
    String outcome =
        call.returned
            .map(end -> Wording.word(((Body.ExpertReturned) end.record().body()).outcome()))
            .orElse("unknown");
    double y = row * ROW;
    html.element(
        "text",
        fitted(subgoal),
        "class",
        "tick",
        "text-anchor",
        "end",
        "x",
        Html.number(LEFT - 10),
        "y",
        Html.number(y + 14));
    html.shape(
        "rect",
        subgoal + " by " + call.body().expert() + ": " + outcome,
        "class",
        "bar " + outcome.replace(' ', '-'),
        "x",
        Html.number(from),
        "y",
        Html.number(y + 4),
        "width",
        Html.number(Math.max(2, length)),
        "height",
        Html.number(ROW - 8),
        "rx",
        "2");
    double end = from + Math.max(2, length);
    String took =
        call.returned
            .map(back -> Figures.millis(((Body.ExpertReturned) back.record().body()).nanos() / 1e6))
            .orElse("");
    html.element(
        "text", took, "class", "tick", "x", Html.number(end + 5), "y", Html.number(y + 14));
  }

  private static String fitted(String label) {
    return label.length() <= 34 ? label : "…" + label.substring(label.length() - 33);
  }
}
