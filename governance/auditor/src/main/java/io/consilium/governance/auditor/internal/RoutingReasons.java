package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.SubgoalRouted.Scored;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tells why a gate chose whom it chose, and what excluded the others. */
final class RoutingReasons {
  private final Body.SubgoalRouted routed;
  private final RoutingDecision decision;
  private final Candidates candidates;
  private final List<String> told = new ArrayList<>();

  private RoutingReasons(Body.SubgoalRouted routed, Candidates candidates) {
    this.routed = routed;
    this.decision = routed.decision();
    this.candidates = candidates;
  }

  static List<String> of(DecisionRecord record, Body.SubgoalRouted routed, Payloads payloads)
      throws IOException {
    RoutingReasons reasons = new RoutingReasons(routed, new Candidates(record, routed, payloads));
    reasons.decided();
    reasons.others();
    return reasons.told;
  }

  private void decided() {
    told.add(
        "The gate "
            + routed.gate()
            + " decided who works on "
            + routed.subgoal()
            + ", which needs "
            + routed.capability()
            + ". "
            + candidates.stood());
    switch (decision.action()) {
      case EXECUTE -> chosen();
      case DECOMPOSE ->
          told.add("It chose nobody: the subgoal is broken down and a loop below works on it.");
      case REFUSE -> told.add("It refused: nobody may work on the subgoal.");
    }
    told.add(
        "Its uncertainty (normalised entropy) was "
            + Words.number(decision.entropy())
            + ", the lead of the best "
            + Words.number(decision.margin())
            + ", at temperature "
            + Words.number(decision.temperature())
            + (decision.explored()
                ? "; chance overrode the best score, with probability "
                    + Words.number(decision.propensity())
                : "")
            + ".");
  }

  private void chosen() {
    for (RoutingDecision.Choice choice : decision.chosen()) {
      String score =
          routed.candidates().stream()
              .filter(c -> c.expert().equals(choice.expert()))
              .findFirst()
              .map(
                  c ->
                      candidates.canary(c)
                          + ", for its score of "
                          + Words.number(c.score())
                          + Candidates.scored(c))
              .orElse("");
      told.add(
          "It chose "
              + choice.expert()
              + " with weight "
              + Words.number(choice.weight())
              + score
              + ".");
    }
    if (!decision.fallbacks().isEmpty()) {
      told.add("If that fails it asks " + String.join(", then ", decision.fallbacks()) + ".");
    }
  }

  private void others() {
    for (Scored c : candidates.eligible()) {
      if (decision.chosen().stream().noneMatch(one -> one.expert().equals(c.expert()))) {
        told.add(
            c.expert()
                + " was not chosen: its score was "
                + Words.number(c.score())
                + Candidates.scored(c)
                + ".");
      }
    }
    candidates
        .excluded()
        .forEach(
            (why, who) -> told.add("Excluded by " + why + ": " + String.join(", ", who) + "."));
    if (candidates.more() > 0) {
      told.add(
          Words.count(candidates.more(), "further candidate")
              + (candidates.more() == 1 ? " stands" : " stand")
              + " in the payload \"candidates\".");
    }
    if (!candidates.sealed().isEmpty()) {
      told.add("The details of the candidates are sealed: " + candidates.sealed() + ".");
    }
  }
}
