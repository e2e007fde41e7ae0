package io.consilium.framework.console.internal.page;

import io.consilium.api.planner.Spend;
import io.consilium.api.task.Answer;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Task;
import io.consilium.framework.engine.TaskOutcome;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** How it ended, and what it was about. */
record Headline(TaskOutcome outcome, String title, String pipeline) implements Section {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public void write(Html html) {
    html.open("header", "class", "head " + kind());
    html.open("p", "class", "badge", "role", "status")
        .element("span", mark(), "aria-hidden", "true", "class", "mark")
        .text(badge())
        .close("p");
    html.element("h1", title);
    html.element("p", Wording.of(outcome.answer().reason()) + ".", "class", "why");
    reservations(html);
    facts(html);
    html.close("header");
  }

  private String kind() {
    return outcome.answer() instanceof Answer.Answered
        ? "answered"
        : outcome.answer() instanceof Answer.BestEffort ? "best-effort" : "refused";
  }

  private String mark() {
    return outcome.answer() instanceof Answer.Answered
        ? "✓"
        : outcome.answer() instanceof Answer.BestEffort ? "!" : "✕";
  }

  private String badge() {
    if (outcome.answer() instanceof Answer.Answered answered) {
      return answered.reason() == HaltReason.VERIFIED ? "Answered and verified" : "Answered";
    }
    return outcome.answer() instanceof Answer.BestEffort ? "Best effort, not verified" : "Refused";
  }

  private void reservations(Html html) {
    if (outcome.answer() instanceof Answer.BestEffort best && !best.missing().isEmpty()) {
      html.open("ul", "class", "missing");
      best.missing().forEach(line -> html.element("li", line));
      html.close("ul");
    } else if (outcome.answer() instanceof Answer.Refused refused) {
      html.element("p", refused.message(), "class", "missing");
    }
  }

  private void facts(Html html) {
    Task task = outcome.carry().task();
    Spend spend = outcome.carry().spend();
    html.open("dl", "class", "facts");
    fact(
        html,
        "Input",
        task.inputs().stream().map(Task.Input::label).collect(Collectors.joining(", ")));
    fact(html, "Pipeline", pipeline);
    fact(html, "Task", task.id().value());
    fact(html, "Admitted", TIME.format(task.admitted()));
    fact(html, "Took", Figures.millis(outcome.millis()));
    fact(html, "Expert calls", Figures.plain(spend.calls()));
    fact(html, "H-cycles", Figures.plain(outcome.carry().hCycle()));
    fact(html, "Records", Figures.plain(outcome.entries().size()));
    html.close("dl");
  }

  private static void fact(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close("div");
  }
}
