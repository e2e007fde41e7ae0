package io.consilium.framework.console.internal.page;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.SubgoalRouted.Scored;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Choice;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One decision of the gate with everyone who stood for choice. */
record RoutingLine(Body.SubgoalRouted routed) implements Section {
  @Override
  public void write(Html html) {
    html.open("details", "class", "routing").open("summary");
    html.element("span", routed.gate(), "class", "step").text(decision());
    html.close("summary");
    if (!routed.candidates().isEmpty()) {
      candidates(html);
    }
    html.close("details");
  }

  private String decision() {
    RoutingDecision decision = routed.decision();
    String who =
        switch (decision.action()) {
          case EXECUTE ->
              decision.chosen().stream().map(RoutingLine::choice).collect(Collectors.joining(", "));
          case DECOMPOSE -> "decompose";
          case REFUSE -> "refuse";
        };
    long eligible = routed.candidates().stream().filter(one -> one.veto().isEmpty()).count();
    String stood =
        routed.stood() == 0
            ? "nobody stood for choice"
            : eligible + " of " + routed.stood() + " eligible";
    return "→ "
        + who
        + " ("
        + stood
        + ", entropy "
        + Figures.plain(decision.entropy())
        + ", margin "
        + Figures.plain(decision.margin())
        + (decision.explored() ? ", explored" : "")
        + ")";
  }

  private static String choice(Choice choice) {
    return choice.weight() < 1
        ? choice.expert() + " × " + Figures.plain(choice.weight())
        : choice.expert();
  }

  private void candidates(Html html) {
    html.open("div", "class", "scroll").open("table", "class", "numbers");
    Tables.head(html, List.of("Candidate", "Score", "Parts", "Load", "Vetoed"));
    html.open("tbody");
    for (Scored one : routed.candidates()) {
      boolean chosen =
          routed.decision().chosen().stream()
              .anyMatch(choice -> choice.expert().equals(one.expert()));
      html.open("tr", "class", chosen ? "chosen" : "").element("th", one.expert(), "scope", "row");
      html.element("td", Figures.plain(one.score())).element("td", parts(one), "class", "words");
      html.element("td", Figures.plain(one.load()))
          .element("td", one.veto().orElse(""))
          .close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private static String parts(Scored one) {
    return new TreeMap<>(one.parts())
        .entrySet().stream()
            .map(part -> part.getKey() + " " + Figures.plain(part.getValue()))
            .collect(Collectors.joining(", "));
  }
}
