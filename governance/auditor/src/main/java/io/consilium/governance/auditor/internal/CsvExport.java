package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.policy.Ruling;
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
          "measure",
          "value",
          "cost",
          "seconds",
          "words",
          "code");

  /** Places in what a body says. */
  private static final int MEASURE = 4;

  private static final int COST = 6;
  private static final int SECONDS = 7;

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

  /**
   * Subject, who, result, reason; what was measured and its value; cost and seconds of this record
   * alone, so that a column can be summed.
   */
  private static List<Object> said(Body body) {
    if (body instanceof Body.TaskAdmitted b) {
      String who = b.principal().tenant() + "/" + b.principal().actor();
      return row(b.goal(), who, b.pipeline(), "");
    } else if (body instanceof Body.PlanRevised b) {
      return row("", b.planner(), b.method(), b.cause());
    } else if (body instanceof Body.PlanFailed b) {
      return row("", b.planner(), "failed", b.code());
    } else if (body instanceof Body.SubgoalRouted b) {
      String chosen =
          b.decision().chosen().stream().map(c -> c.expert()).collect(Collectors.joining(", "));
      String result = Words.lower(b.decision().action()) + (chosen.isEmpty() ? "" : " " + chosen);
      return measured(row(b.subgoal(), b.gate(), result, ""), "entropy", b.decision().entropy());
    } else if (body instanceof Body.ExpertCalled b) {
      return measured(row(b.subgoal(), b.expert(), "called", ""), "attempt", b.attempt());
    } else if (body instanceof Body.ExpertReturned b) {
      List<Object> row = row(b.subgoal(), b.expert(), Words.lower(b.outcome()), b.code());
      measured(row, "confidence", b.confidence()).set(COST, b.cost());
      row.set(SECONDS, b.nanos() / 1e9);
      return row;
    } else if (body instanceof Body.SubgoalSettled b) {
      List<Object> row = row(b.subgoal(), "", Words.lower(b.status()), b.code());
      return measured(row, "confidence", b.confidence());
    } else if (body instanceof Body.CheckMade b) {
      String codes = String.join(", ", b.codes());
      List<Object> row = row(b.check(), b.verifier(), Words.lower(b.verdict()), codes);
      measured(row, "score", b.score()).set(SECONDS, b.nanos() / 1e9);
      return row;
    } else if (body instanceof Body.ShadowReturned b) {
      List<Object> row = row(b.subgoal(), b.expert(), Words.lower(b.outcome()), b.code());
      measured(row, "confidence", b.confidence()).set(SECONDS, b.nanos() / 1e9);
      return row;
    } else if (body instanceof Body.ShadowChecked b) {
      return said(ShadowWords.made(b));
    } else if (body instanceof Body.HaltDecided b) {
      String reason = b.reason().map(Enum::name).orElse("");
      List<Object> row = row("", b.policy(), Words.lower(b.action()), reason);
      return measured(row, "cost of the loop so far", b.spend().cost());
    } else if (body instanceof Body.AnswerReleased b) {
      return row("", "", Words.lower(b.kind()), b.reason().name());
    } else if (body instanceof Body.PolicyEvaluated b) {
      String rules = b.rules().stream().map(Ruling.Matched::rule).collect(Collectors.joining(", "));
      return row(Words.lower(b.point()), rules, Words.lower(b.outcome()), "");
    }
    return row("", "", "", "");
  }

  private static List<Object> row(String subject, String who, String result, String reason) {
    return new ArrayList<>(List.of(subject, who, result, reason, "", "", "", ""));
  }

  private static List<Object> measured(List<Object> row, String measure, Number value) {
    row.set(MEASURE, measure);
    row.set(MEASURE + 1, value);
    return row;
  }
}
