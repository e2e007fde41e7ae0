package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells why one decision was taken, from nothing but its record and payloads. */
final class Reasons {
  private final DecisionRecord record;
  private final Payloads payloads;
  private final List<String> told = new ArrayList<>();

  Reasons(DecisionRecord record, Payloads payloads) {
    this.record = record;
    this.payloads = payloads;
  }

  List<String> sentences() throws IOException {
    say("Record " + record.sequence() + ", " + record.time() + place() + ".");
    if (record.body() instanceof Body.SubgoalRouted routed) {
      routed(routed);
    } else if (record.body() instanceof Body.HaltDecided halt) {
      halted(halt);
    } else if (record.body() instanceof Body.CheckMade check) {
      checked(check);
    } else {
      say(sentence(Words.of(record)));
    }
    if (record.body() instanceof Body.ExpertCalled called) {
      say(
          "It follows from routing decision "
              + called.routing()
              + " of the task, for subgoal "
              + called.subgoal()
              + ".");
    }
    Optional<String> message = payloads.words(record, "message");
    message.ifPresent(text -> say("It was said: " + text));
    for (Code code : record.code()) {
      say(
          "Code: "
              + code.plugin()
              + " in "
              + code.bundle()
              + " "
              + code.version()
              + ", SHA-256 "
              + code.digest()
              + code.signer().map(signer -> ", signed by " + signer).orElse(", unsigned")
              + models(code)
              + ".");
    }
    return told;
  }

  private static String models(Code code) {
    return code.models().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(model -> ", model " + model.getKey() + " " + model.getValue())
        .collect(Collectors.joining());
  }

  private String place() {
    Position at = record.position();
    if (at.task().isEmpty()) {
      return ", of the host itself";
    }
    return ", task "
        + at.task()
        + (at.path().isEmpty() ? ", root loop" : ", loop " + at.path())
        + (at.hCycle() > 0 ? ", H-cycle " + at.hCycle() : "")
        + (at.lStep() > 0 ? ", wave " + at.lStep() : "");
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  private void say(String sentence) {
    told.add(Plain.line(sentence));
  }

  private void routed(Body.SubgoalRouted b) throws IOException {
    RoutingDecision decision = b.decision();
    say(
        "The gate "
            + b.gate()
            + " decided who works on "
            + b.subgoal()
            + ", which needs "
            + b.capability()
            + ". "
            + counted(b.stood(), "expert")
            + " stood for it.");
    switch (decision.action()) {
      case EXECUTE -> chosen(b, decision);
      case DECOMPOSE ->
          say("It chose nobody: the subgoal is broken down and a loop below works on it.");
      case REFUSE -> say("It refused: nobody may work on the subgoal.");
    }
    say(
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
    others(b, decision);
  }

  private void chosen(Body.SubgoalRouted b, RoutingDecision decision) {
    for (RoutingDecision.Choice choice : decision.chosen()) {
      String score =
          b.candidates().stream()
              .filter(c -> c.expert().equals(choice.expert()))
              .findFirst()
              .map(c -> ", for its score of " + Words.number(c.score()) + scored(c))
              .orElse("");
      say(
          "It chose "
              + choice.expert()
              + " with weight "
              + Words.number(choice.weight())
              + score
              + ".");
    }
    if (!decision.fallbacks().isEmpty()) {
      say("If that fails it asks " + String.join(", then ", decision.fallbacks()) + ".");
    }
  }

  private static String scored(Body.SubgoalRouted.Scored c) {
    return c.parts().isEmpty() ? "" : " (" + Words.parts(c.parts()) + ")";
  }

  private void others(Body.SubgoalRouted b, RoutingDecision decision) throws IOException {
    Map<String, String> details = details();
    for (Body.SubgoalRouted.Scored c : b.candidates()) {
      if (decision.chosen().stream().noneMatch(one -> one.expert().equals(c.expert()))) {
        String detail = details.getOrDefault(c.expert(), "");
        say(
            c.expert()
                + " was not chosen: "
                + c.veto()
                    .map(veto -> "excluded by " + veto + (detail.isEmpty() ? "" : ", " + detail))
                    .orElse("its score was " + Words.number(c.score()) + scored(c))
                + ".");
      }
    }
    int more = b.stood() - b.candidates().size();
    if (more > 0) {
      say(counted(more, "candidate") + " more stand in the payload \"candidates\".");
    }
    if (details.isEmpty() && record.payloads().containsKey("candidates")) {
      say("The details of the candidates are sealed: their key is not here.");
    }
  }

  private Map<String, String> details() throws IOException {
    Map<String, String> details = new HashMap<>();
    Optional<JsonNode> all = payloads.json(record, "candidates");
    if (all.isPresent()) {
      for (JsonNode candidate : all.get()) {
        details.put(candidate.path("expert").asText(), candidate.path("detail").asText());
      }
    }
    return details;
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void halted(Body.HaltDecided b) {
    say(
        "The halting policy "
            + b.policy()
            + " ended the cycle: "
            + switch (b.action()) {
              case CONTINUE -> "think again";
              case ANSWER -> "stop and answer";
              case BEST_EFFORT -> "stop with the best there is, marked so";
              case REFUSE -> "stop and give nothing";
            }
            + b.reason().map(reason -> ", because " + reason + " held").orElse("")
            + ".");
    conditions("Held: ", b.conditions().stream().filter(Condition::held).toList());
    conditions("Did not hold: ", b.conditions().stream().filter(c -> !c.held()).toList());
    b.estimate()
        .ifPresent(
            q ->
                say(
                    "The planner rated halting "
                        + Words.number(q.halt())
                        + " and going on "
                        + Words.number(q.proceed())
                        + "."));
    say("Used: " + Words.spend(b.spend()) + "; the loop " + Words.budget(b.budget()) + ".");
    say(
        counted(b.delta(), "result")
            + " changed in this cycle; outputs there: "
            + (b.best().isEmpty() ? "none" : String.join(", ", b.best()))
            + ".");
  }

  private void conditions(String words, List<Condition> conditions) {
    if (!conditions.isEmpty()) {
      say(
          words
              + conditions.stream()
                  .map(
                      c ->
                          c.reason()
                              + " ("
                              + Words.number(c.value())
                              + " against "
                              + Words.number(c.bound())
                              + ")")
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }

  private void checked(Body.CheckMade b) throws IOException {
    say(
        "The verifier "
            + b.verifier()
            + " judged the check "
            + b.check()
            + ", which is "
            + (b.required() ? "required" : "not required")
            + ": "
            + Words.lower(b.verdict())
            + ", score "
            + Words.number(b.score())
            + " against a threshold of "
            + Words.number(b.threshold())
            + ".");
    Optional<JsonNode> findings = payloads.json(record, "findings");
    if (findings.isPresent()) {
      for (JsonNode finding : findings.get()) {
        say("Found " + finding.path("code").asText() + ": " + finding.path("message").asText());
      }
    } else if (!b.codes().isEmpty()) {
      say("Found " + String.join(", ", b.codes()) + "; the details are sealed.");
    }
  }
}
