package io.consilium.framework.console.internal.page;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.task.HaltReason;
import java.util.List;

/** Why it stopped: every condition that was looked at, held or not. */
record HaltSection(HaltDecision halt) implements Section {
  @Override
  public void write(Html html) {
    html.open("section", "aria-labelledby", "halt").element("h2", "Why it stopped", "id", "halt");
    html.open("p").element("strong", ending());
    halt.reason()
        .ifPresent(
            reason -> html.text(" (" + Wording.word(reason) + "). " + Wording.of(reason) + "."));
    html.close("p");
    if (!halt.conditions().isEmpty()) {
      html.open("div", "class", "scroll").open("table", "class", "numbers last-words");
      html.element("caption", "Every condition that was looked at");
      Tables.head(html, List.of("Condition", "Held", "Measured", "Bound", "What it means"));
      html.open("tbody");
      halt.conditions().forEach(condition -> row(html, condition));
      html.close("tbody").close("table").close("div");
    }
    html.close("section");
  }

  private String ending() {
    return switch (halt.action()) {
      case ANSWER -> "It answered";
      case BEST_EFFORT -> "It gave the best there was";
      case REFUSE -> "It refused";
      case CONTINUE -> "It was to go on";
    };
  }

  private void row(Html html, Condition condition) {
    boolean won = halt.reason().filter(reason -> reason == condition.reason()).isPresent();
    html.open("tr", "class", won ? "chosen" : condition.held() ? "held" : "");
    html.element("th", Wording.word(condition.reason()), "scope", "row");
    html.element("td", condition.held() ? "yes" : "no");
    html.element("td", measure(condition.reason(), condition.value()));
    html.element("td", measure(condition.reason(), condition.bound()));
    html.element("td", Wording.of(condition.reason()), "class", "words").close("tr");
  }

  /** The engine measures time in milliseconds. */
  private static String measure(HaltReason reason, double value) {
    return reason == HaltReason.DEADLINE ? Figures.millis(value) : Figures.plain(value);
  }
}
