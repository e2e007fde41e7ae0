package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.SubgoalRouted.Scored;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells why an expert was not chosen: what excluded it, what others had more of, or its absence.
 */
final class WhyNot {
  private final History history;
  private final Payloads payloads;
  private final List<String> told = new ArrayList<>();

  WhyNot(History history, Payloads payloads) {
    this.history = history;
    this.payloads = payloads;
  }

  /**
   * Tells.
   *
   * @param record a routing decision, or a call that follows from one
   * @throws AuditFailure if it is neither
   */
  List<String> sentences(DecisionRecord record, String expert) throws IOException {
    DecisionRecord routing = routing(record);
    Body.SubgoalRouted routed = (Body.SubgoalRouted) routing.body();
    say(
        "Record "
            + routing.sequence()
            + ": the gate "
            + routed.gate()
            + " decided who works on "
            + routed.subgoal()
            + ", which needs "
            + routed.capability()
            + ". "
            + new Candidates(routing, routed, payloads).stood());
    Optional<JsonNode> all = payloads.json(routing, "candidates");
    Optional<Scored> stood =
        routed.candidates().stream()
            .filter(c -> c.expert().equals(expert))
            .findFirst()
            .or(() -> inPayload(all, expert));
    if (stood.isPresent()) {
      stood(routed, stood.get(), detail(all, expert));
    } else if (all.isEmpty() && routed.stood() > routed.candidates().size()) {
      say(
          expert
              + " is not among the "
              + routed.candidates().size()
              + " best of the "
              + routed.stood()
              + " that stood; the others are in a payload that is sealed: "
              + (payloads.closed() ? "--payloads --why TEXT opens it." : "its key is not here."));
    } else {
      say(
          expert
              + " did not stand for choice: no expert of that name was there when the gate was"
              + " asked.");
      elsewhere(routing, expert);
    }
    return told;
  }

  private DecisionRecord routing(DecisionRecord record) throws IOException {
    if (record.body() instanceof Body.SubgoalRouted) {
      return record;
    }
    if (record.body() instanceof Body.ExpertCalled called) {
      for (DecisionRecord other : history.task(record.position().task())) {
        if (other.body() instanceof Body.SubgoalRouted routed
            && routed.routing() == called.routing()) {
          return other;
        }
      }
    }
    throw AuditFailure.usage(
        "Record "
            + record.sequence()
            + " chooses no expert. Maybe name a routing decision, as it stands in: "
            + history.typed().of("show", "TASK"));
  }

  private static Optional<Scored> inPayload(Optional<JsonNode> all, String expert) {
    return node(all, expert)
        .map(
            found -> {
              Map<String, Double> parts = new TreeMap<>();
              found
                  .path("parts")
                  .properties()
                  .forEach(part -> parts.put(part.getKey(), part.getValue().asDouble()));
              String veto = found.path("veto").asText("");
              return new Scored(
                  expert,
                  found.path("score").asDouble(),
                  parts,
                  veto.isEmpty() || veto.equals("null") ? Optional.empty() : Optional.of(veto),
                  found.path("load").asDouble());
            });
  }

  private static Optional<JsonNode> node(Optional<JsonNode> all, String expert) {
    if (all.isPresent()) {
      for (JsonNode candidate : all.get()) {
        if (candidate.path("expert").asText().equals(expert)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static String detail(Optional<JsonNode> all, String expert) {
    return node(all, expert).map(found -> found.path("detail").asText()).orElse("");
  }

  private void stood(Body.SubgoalRouted routed, Scored stood, String detail) {
    RoutingDecision decision = routed.decision();
    boolean chosen =
        decision.chosen().stream().anyMatch(choice -> choice.expert().equals(stood.expert()));
    if (chosen) {
      say("But it chose " + stood.expert() + ".");
    } else if (stood.veto().isPresent()) {
      say(
          stood.expert()
              + " was excluded by "
              + stood.veto().get()
              + (detail.isEmpty() ? "" : ": " + detail)
              + ". An expert that is excluded is not scored.");
    } else if (decision.action() != RoutingDecision.Action.EXECUTE) {
      say(
          "It chose nobody: the decision was to "
              + Words.lower(decision.action())
              + ". "
              + stood.expert()
              + " had a score of "
              + Words.number(stood.score())
              + Candidates.scored(stood)
              + ".");
    } else {
      int place = decision.fallbacks().indexOf(stood.expert());
      if (place >= 0) {
        say(stood.expert() + " was kept as fallback " + (place + 1) + ".");
      }
      decision.chosen().forEach(choice -> against(routed, stood, choice.expert()));
    }
  }

  private void against(Body.SubgoalRouted routed, Scored stood, String other) {
    Optional<Scored> chosen =
        routed.candidates().stream().filter(c -> c.expert().equals(other)).findFirst();
    if (chosen.isEmpty()) {
      return;
    }
    boolean ahead = stood.score() > chosen.get().score();
    say(
        "It chose "
            + other
            + " with a score of "
            + Words.pair(
                chosen.get().score(), "; that of " + stood.expert() + " was ", stood.score())
            + (ahead && routed.decision().explored()
                ? ": chance overrode the better score."
                : ahead ? ", though it was higher: the gate weighs more than the score." : "."));
    TreeSet<String> names = new TreeSet<>(chosen.get().parts().keySet());
    names.addAll(stood.parts().keySet());
    names.remove(Candidates.CANARY);
    for (String part : names) {
      double own = stood.parts().getOrDefault(part, 0.0);
      double its = chosen.get().parts().getOrDefault(part, 0.0);
      String than = own == its ? "as much " : own < its ? "less " : "more ";
      say("  " + than + part + ": " + Words.pair(own, " against ", its));
    }
  }

  /** Whether it stood for another choice of the task: then it was there at another time. */
  private void elsewhere(DecisionRecord routing, String expert) throws IOException {
    List<String> there = new ArrayList<>();
    for (DecisionRecord other : history.task(routing.position().task())) {
      if (other.body() instanceof Body.SubgoalRouted routed
          && routed.candidates().stream().anyMatch(c -> c.expert().equals(expert))) {
        there.add("#" + other.sequence() + " (" + routed.capability() + ")");
      }
    }
    say(
        there.isEmpty()
            ? "It stood for no other choice of the task, either."
            : "It stood for other choices of the task: " + String.join(", ", there) + ".");
  }

  private void say(String sentence) {
    String plain = Plain.line(sentence);
    told.add(sentence.startsWith("  ") ? "  " + plain : plain);
  }
}
