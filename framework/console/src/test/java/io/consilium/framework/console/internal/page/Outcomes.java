package io.consilium.framework.console.internal.page;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.CheckMade.Kind;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Proof;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tasks as they end, with all their records. */
final class Outcomes {
  private static final JsonArtifacts ARTIFACTS = new JsonArtifacts();
  private static final Path PICTURE = Path.of("../../distribution/examples/quarterly-earnings.png");

  private Outcomes() {}

  static final Proof PROOF =
      new Proof(
          460,
          512,
          "c2sp.org/tlog-proof@v1\nindex 460\nqKqA1xZ0example0hash0line0===\n\nconsilium.local/log\n512\nroot\n\n— consilium.local/log sig\n");

  static TaskOutcome answered() {
    Map<String, List<Artifact>> outputs = new LinkedHashMap<>();
    put(outputs, "report", Samples.report());
    put(outputs, "forecast", Samples.forecast());
    put(outputs, "series", Samples.series());
    put(outputs, "table", Samples.table());
    put(outputs, "chart", Samples.chart());
    put(outputs, "sentiment", Samples.sentiment());
    put(outputs, "page", Samples.page());
    HaltDecision halt = halt(Action.ANSWER, HaltReason.VERIFIED);
    return outcome(
        new Answer.Answered(HaltReason.VERIFIED, outputs),
        halt,
        picture("quarterly-earnings.png"),
        "report-forecast");
  }

  static TaskOutcome bestEffort() {
    TaskOutcome base = answered();
    HaltDecision halt = halt(Action.BEST_EFFORT, HaltReason.REJECTED);
    Answer answer =
        new Answer.BestEffort(
            HaltReason.REJECTED,
            base.answer().outputs(),
            List.of(
                "The check agree rejects: table and chart differ for 1979-Q2 (12.96, 13.6).",
                "No sentence could be judged."));
    return outcome(answer, halt, picture("scan.png"), "report-forecast");
  }

  static TaskOutcome refused(String message, String label) {
    return outcome(
        new Answer.Refused(HaltReason.NO_PLAN, message),
        halt(Action.REFUSE, HaltReason.NO_PLAN),
        picture(label),
        "report-forecast");
  }

  static TaskOutcome digest() {
    Map<String, List<Artifact>> outputs = new LinkedHashMap<>();
    put(outputs, "report", Samples.digest());
    outputs.put(
        "sentiments",
        List.of(ARTIFACTS.of(Samples.sentiment()), ARTIFACTS.of(Samples.sentiment())));
    outputs.put(
        "notes",
        List.of(
            ARTIFACTS.of(MediaType.TEXT, "plain <b>text</b>".getBytes(StandardCharsets.UTF_8))));
    List<Task.Input> inputs =
        List.of(
            text("documents", "harbour-logistics.txt"), text("documents", "northfield-foods.txt"));
    return outcome(
        new Answer.Answered(HaltReason.VERIFIED, outputs),
        halt(Action.ANSWER, HaltReason.VERIFIED),
        inputs,
        "document-digest");
  }

  static void put(Map<String, List<Artifact>> outputs, String name, Object value) {
    outputs.put(name, List.of(ARTIFACTS.of(value)));
  }

  private static Task.Input text(String role, String label) {
    return new Task.Input(
        role, label, ARTIFACTS.of(MediaType.TEXT, label.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Task.Input> picture(String label) {
    try {
      byte[] bytes = Files.exists(PICTURE) ? Files.readAllBytes(PICTURE) : new byte[] {1, 2, 3};
      return List.of(new Task.Input("image", label, ARTIFACTS.of(MediaType.PNG, bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HaltDecision halt(Action action, HaltReason reason) {
    return new HaltDecision(
        action,
        Optional.of(reason),
        List.of(
            new Condition(
                HaltReason.VERIFIED,
                reason == HaltReason.VERIFIED,
                reason == HaltReason.VERIFIED ? 4 : 3,
                4),
            new Condition(HaltReason.CONFIDENT, true, 0.93, 0.8),
            new Condition(HaltReason.CONVERGED, false, 7, 0),
            new Condition(
                HaltReason.REJECTED,
                reason == HaltReason.REJECTED,
                reason == HaltReason.REJECTED ? 1 : 0,
                0),
            new Condition(HaltReason.STEP_CAP, false, 1, 6),
            new Condition(HaltReason.DEADLINE, false, 2412, 120_000),
            new Condition(HaltReason.BUDGET, false, 8, 60)));
  }

  static TaskOutcome outcome(
      Answer answer, HaltDecision halt, List<Task.Input> inputs, String pipeline) {
    Task task =
        new Task(
            new TaskId("t-019aa7c2"),
            pipeline,
            "report.forecast",
            inputs,
            Budget.DEFAULT,
            Principal.LOCAL,
            Instant.parse("2026-11-21T23:10:04Z"),
            42);
    Carry child = carry(task, "read", 1, Map.of(), childChecks());
    Carry root = carry(task, "", 0, Map.of(new SubgoalId("read"), child), checks(answer));
    return new TaskOutcome(answer, root, halt, records(halt, answer).entries(), 2412);
  }

  private static Carry carry(
      Task task,
      String path,
      int level,
      Map<SubgoalId, Carry> children,
      Map<String, Checked> checks) {
    return new Carry(
        task,
        path,
        level,
        1,
        4,
        Optional.empty(),
        Map.of(),
        checks,
        Optional.empty(),
        children,
        new Spend(8, 7.5, Duration.ofMillis(2412)),
        Optional.of(HaltReason.VERIFIED));
  }

  private static Map<String, Checked> checks(Answer answer) {
    Map<String, Checked> checks = new LinkedHashMap<>();
    put(
        checks,
        "adds-up",
        "figures.add-up",
        true,
        new Verdict.Accepted(
            1,
            0.99,
            List.of(new Finding("totals-hold", "6 totals equal the sum of their parts."))));
    put(
        checks,
        "agree",
        "figures.agree",
        true,
        answer instanceof Answer.Answered
            ? new Verdict.Accepted(
                0.998,
                0.95,
                List.of(
                    new Finding(
                        "agree",
                        "24 figures agree between table and chart; the largest difference is 0.3 %.")))
            : new Verdict.Rejected(
                0.8,
                0.95,
                List.of(
                    new Finding("differ", "Table and chart differ for 1979-Q2 (12.96, 13.6)."))));
    put(
        checks,
        "regular",
        "series.regular",
        true,
        new Verdict.Accepted(
            1,
            1,
            List.of(
                new Finding(
                    "regular", "24 quarters without a gap; 1981 YTD is partial and left out."))));
    put(
        checks,
        "beats-naive",
        "forecast.beats-naive",
        false,
        new Verdict.Accepted(
            0.6,
            0,
            List.of(
                new Finding(
                    "beats",
                    "holt-winters (MASE 0.41) beats the seasonal naive forecast (1.02) on the page's own history."))));
    put(checks, "language", "text.language", false, new Verdict.Undecided(List.of()));
    return checks;
  }

  private static Map<String, Checked> childChecks() {
    Map<String, Checked> checks = new LinkedHashMap<>();
    put(checks, "adds-up", "figures.add-up", false, new Verdict.Accepted(1, 0.99, List.of()));
    return checks;
  }

  private static void put(
      Map<String, Checked> checks,
      String check,
      String verifier,
      boolean required,
      Verdict verdict) {
    checks.put(check, new Checked(check, verifier, required, Map.of(), verdict));
  }

  private static Plan plan(String method, String... subgoals) {
    List<Subgoal> all = new java.util.ArrayList<>();
    for (int i = 0; i < subgoals.length; i += 3) {
      all.add(
          new Subgoal(
              new SubgoalId(subgoals[i]),
              subgoals[i + 1],
              subgoals[i + 2],
              Map.of(),
              Settings.EMPTY,
              Set.of(),
              false));
    }
    return new Plan(method, all, List.of(), Map.of());
  }

  private static Recorder records(HaltDecision halt, Answer answer) {
    Recorder recorder = new Recorder();
    recorder.add(
        "",
        0,
        0,
        new Body.TaskAdmitted(
            "report-forecast",
            "0".repeat(64),
            "report.forecast",
            List.of("image"),
            Budget.DEFAULT,
            Principal.LOCAL,
            0,
            42),
        Map.of());
    recorder
        .after(4)
        .plan(
            "",
            1,
            plan(
                "analyse-report",
                "read",
                "page.read",
                "Read the page's text, table and chart into figures",
                "judge",
                "nlp.sentiment",
                "Judge how the text sounds",
                "forecast",
                "series.forecast",
                "Forecast the figures",
                "write",
                "report.write",
                "Write the report"),
            "initial");
    recorder.route("", 1, "read", "page.read", "", RoutingDecision.Action.DECOMPOSE);
    recorder.plan(
        "read",
        1,
        plan(
            "read-page",
            "text",
            "vision.text",
            "Read the text and find where table and chart stand",
            "table",
            "vision.table",
            "Read the table",
            "chart",
            "vision.chart",
            "Read the chart into numbers",
            "from-table",
            "series.from-table",
            "Take the series from the table"),
        "initial");
    recorder.call("read", 1, "text", "vision.text", "vision.text", 822, Outcome.SOLVED, "");
    recorder.call("read", 2, "table", "vision.table", "vision.tables", 310, Outcome.SOLVED, "");
    recorder.call(
        "read", 2, "chart", "vision.chart", "vision.charts", 405, Outcome.DECLINED, "absent");
    recorder.call(
        "read", 3, "from-table", "series.from-table", "series.from-table", 6, Outcome.SOLVED, "");
    recorder.check("read", 1, "adds-up", "figures.add-up", Kind.ACCEPTED);
    recorder.halt("read", 1, halt(Action.ANSWER, HaltReason.VERIFIED));
    recorder.add(
        "",
        1,
        1,
        new Body.SubgoalSettled("read", Result.Status.SOLVED, 0, true, 0.93, ""),
        Map.of());
    recorder.call("", 2, "judge", "nlp.sentiment", "nlp.sentiment", 96, Outcome.SOLVED, "");
    recorder.call("", 2, "forecast", "series.forecast", "series.forecast", 240, Outcome.SOLVED, "");
    recorder.call("", 3, "write", "report.write", "nlp.writer", 12, Outcome.SOLVED, "");
    recorder.check("", 1, "adds-up", "figures.add-up", Kind.ACCEPTED);
    recorder.check(
        "",
        1,
        "agree",
        "figures.agree",
        answer instanceof Answer.Answered ? Kind.ACCEPTED : Kind.REJECTED,
        "agree");
    recorder.check("", 1, "regular", "series.regular", Kind.ACCEPTED, "regular");
    recorder.halt("", 1, halt);
    Body.AnswerReleased.Kind kind =
        answer instanceof Answer.Answered
            ? Body.AnswerReleased.Kind.ANSWERED
            : answer instanceof Answer.BestEffort
                ? Body.AnswerReleased.Kind.BEST_EFFORT
                : Body.AnswerReleased.Kind.REFUSED;
    recorder.add(
        "", 1, 0, new Body.AnswerReleased(kind, answer.reason(), Map.of("report", 1)), Map.of());
    return recorder;
  }
}
