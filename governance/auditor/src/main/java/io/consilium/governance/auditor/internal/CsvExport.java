package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One row for each record. Pure. */
final class CsvExport {
  private static final List<Object> HEAD =
      List.of(
          "sequence",
          "time",
          "task",
          "loop",
          "cycle",
          "wave",
          "type",
          "subject",
          "who",
          "result",
          "reason",
          "value",
          "cost",
          "seconds",
          "words",
          "code");

  private CsvExport() {}

  static String head() {
    return Csv.row(HEAD);
  }

  static String row(DecisionRecord record) {
    var at = record.position();
    List<Object> cells = new ArrayList<>();
    cells.add(record.sequence());
    cells.add(record.time());
    cells.add(at.task());
    cells.add(at.path());
    cells.add(at.hCycle());
    cells.add(at.lStep());
    cells.add(Facts.type(record.body()));
    cells.addAll(said(record.body()));
    cells.add(Words.of(record));
    cells.add(
        record.code().stream()
            .map(code -> code.bundle() + " " + code.version() + " " + code.digest())
            .collect(Collectors.joining("; ")));
    return Csv.row(cells);
  }

  /** Subject, who, result, reason, value, cost, seconds. */
  private static List<Object> said(Body body) {
    if (body instanceof Body.TaskAdmitted b) {
      String who = b.principal().tenant() + "/" + b.principal().actor();
      return List.of(b.goal(), who, b.pipeline(), "", "", "", "");
    } else if (body instanceof Body.PlanRevised b) {
      return List.of("", b.planner(), b.method(), b.cause(), "", "", "");
    } else if (body instanceof Body.PlanFailed b) {
      return List.of("", b.planner(), "failed", b.code(), "", "", "");
    } else if (body instanceof Body.SubgoalRouted b) {
      String chosen =
          b.decision().chosen().stream().map(c -> c.expert()).collect(Collectors.joining(", "));
      String result = Words.lower(b.decision().action()) + (chosen.isEmpty() ? "" : " " + chosen);
      return List.of(b.subgoal(), b.gate(), result, "", b.decision().entropy(), "", "");
    } else if (body instanceof Body.ExpertCalled b) {
      return List.of(b.subgoal(), b.expert(), "called", "", b.attempt(), "", "");
    } else if (body instanceof Body.ExpertReturned b) {
      return List.of(
          b.subgoal(),
          b.expert(),
          Words.lower(b.outcome()),
          b.code(),
          b.confidence(),
          b.cost(),
          b.nanos() / 1e9);
    } else if (body instanceof Body.SubgoalSettled b) {
      String status = Words.lower(b.status());
      return List.of(b.subgoal(), "", status, b.code(), b.confidence(), "", "");
    } else if (body instanceof Body.CheckMade b) {
      String codes = String.join(", ", b.codes());
      String verdict = Words.lower(b.verdict());
      return List.of(b.check(), b.verifier(), verdict, codes, b.score(), "", b.nanos() / 1e9);
    } else if (body instanceof Body.HaltDecided b) {
      String reason = b.reason().map(Enum::name).orElse("");
      return List.of(
          "", b.policy(), Words.lower(b.action()), reason, b.delta(), b.spend().cost(), "");
    } else if (body instanceof Body.AnswerReleased b) {
      return List.of("", "", Words.lower(b.kind()), b.reason().name(), "", "", "");
    }
    return List.of("", "", "", "", "", "", "");
  }
}
