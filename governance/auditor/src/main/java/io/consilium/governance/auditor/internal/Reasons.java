package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells why one decision was taken, from nothing but its record and payloads. */
final class Reasons {
  private static final Map<String, String> SAID =
      Map.of("who", "Who: ", "says", "It was said: ", "shown", "They were shown: ");

  private final DecisionRecord record;
  private final Payloads payloads;
  private final List<String> told = new ArrayList<>();

  Reasons(DecisionRecord record, Payloads payloads) {
    this.record = record;
    this.payloads = payloads;
  }

  List<String> sentences() throws IOException {
    say("Record " + record.sequence() + ", " + Words.time(record.time()) + place() + ".");
    if (record.body() instanceof Body.SubgoalRouted routed) {
      RoutingReasons.of(record, routed, payloads).forEach(this::say);
    } else if (record.body() instanceof Body.CheckMade check) {
      checked(check);
    } else if (record.body() instanceof Body.ShadowChecked check) {
      say(ShadowWords.judged(record, check));
      checked(ShadowWords.made(check));
    } else if (record.body() instanceof Body.ShadowReturned shadow) {
      ShadowWords.returned(record, shadow).forEach(this::say);
    } else if (record.body() instanceof Body.TaskAdmitted admitted) {
      StepReasons.of(record.body()).forEach(this::say);
      for (String input : Inputs.of(record, admitted, payloads)) {
        say("It was given the " + input + ".");
      }
    } else {
      StepReasons.of(record.body()).forEach(this::say);
    }
    payloads.beside(record).forEach((what, text) -> say(SAID.get(what) + text));
    record.code().forEach(this::code);
    return told;
  }

  private void code(Code code) {
    say(
        "Code: "
            + (code.plugin().isEmpty() ? "bundle " : code.plugin() + " in ")
            + code.bundle()
            + " "
            + code.version()
            + ", SHA-256 "
            + code.digest()
            + code.signer().map(signer -> ", signed by " + signer).orElse(", unsigned")
            + models(code)
            + code.configuration().map(revision -> ", configuration " + revision).orElse("")
            + ".");
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

  private void say(String sentence) {
    told.add(Plain.line(sentence));
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
            + ", with a score of "
            + Words.pair(b.score(), " where ", b.threshold())
            + " is needed.");
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
