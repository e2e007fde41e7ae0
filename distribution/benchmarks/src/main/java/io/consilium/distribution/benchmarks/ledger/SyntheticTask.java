package io.consilium.distribution.benchmarks.ledger;

import io.consilium.api.expert.Effect;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ten records of a small task that keeps the ledger's rules: one plan, one routing decision
 * among three experts, one call, two checks, one halting decision, one answer. Without payloads.
 */
final class SyntheticTask {
  /** Records of one task. */
  static final int RECORDS = 10;

  /** Different experts. */
  static final int EXPERTS = 8;

  private static final List<Code> CODE =
      List.of(
          new Code(
              "bench.expert",
              "io.consilium.expert.bench",
              "1.0.0",
              "0123456789abcdef".repeat(4),
              Optional.empty(),
              Map.of()));

  private SyntheticTask() {}

  static String expert(long number) {
    return "bench.expert." + number % EXPERTS;
  }

  /** The records of a task; different numbers give different ones. */
  static List<Draft> drafts(String task, long number) {
    double score = number % 997 / 997.0;
    List<Draft> drafts = new ArrayList<>();
    drafts.add(draft(new Position(task, "", 0, 0, 0), admitted(number)));
    Position cycle = new Position(task, "", 0, 1, 0);
    Position wave = new Position(task, "", 0, 1, 1);
    drafts.add(draft(cycle, planned()));
    drafts.add(draft(wave, routed(number, score)));
    drafts.add(
        draft(
            wave,
            new Body.ExpertCalled(
                "solve", 1, 1, 1, expert(number), Effect.PURE, 30_000, 0x5DEECE66DL ^ number)));
    drafts.add(
        draft(
            wave,
            new Body.ExpertReturned(
                "solve",
                1,
                expert(number),
                Body.ExpertReturned.Outcome.SOLVED,
                "",
                score,
                1_000_000 + number,
                1 + number % 3,
                List.of("solution"))));
    drafts.add(
        draft(
            wave,
            new Body.SubgoalSettled("solve", Result.Status.SOLVED, 1, false, score, "solved")));
    drafts.add(draft(cycle, checked("rows", true, score)));
    drafts.add(draft(cycle, checked("total", number % 50 != 0, score)));
    drafts.add(draft(cycle, halted(number, score)));
    drafts.add(
        draft(
            cycle,
            new Body.AnswerReleased(
                Body.AnswerReleased.Kind.ANSWERED, HaltReason.VERIFIED, Map.of("solution", 1))));
    return drafts;
  }

  private static Draft draft(Position position, Body body) {
    return new Draft(position, body, CODE, Map.of());
  }

  private static Body admitted(long number) {
    return new Body.TaskAdmitted(
        "bench",
        "fedcba9876543210".repeat(4),
        "bench.solve",
        List.of("problem"),
        Budget.DEFAULT,
        Principal.LOCAL,
        1_700_000_000_000L + number,
        number);
  }

  private static Body planned() {
    return new Body.PlanRevised(
        "method-library",
        1,
        "bench",
        "task",
        true,
        List.of(new Body.PlanRevised.Planned("solve", "bench.solve", false)),
        List.of("bench", "other"),
        Optional.empty());
  }

  private static Body routed(long number, double score) {
    List<Body.SubgoalRouted.Scored> candidates = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      candidates.add(
          new Body.SubgoalRouted.Scored(
              expert(number + i),
              score / (i + 1),
              Map.of("fit", 1.0, "success", score, "cost", 0.5, "load", 0.25 * i),
              i == 2 ? Optional.of("health") : Optional.empty(),
              0.125));
    }
    return new Body.SubgoalRouted(
        "solve",
        "bench.solve",
        1,
        "calibrated",
        candidates,
        3,
        new RoutingDecision(
            RoutingDecision.Action.EXECUTE,
            List.of(new RoutingDecision.Choice(expert(number), 1)),
            List.of(expert(number + 1)),
            1 - score,
            score / 2,
            0.5,
            false,
            1));
  }

  private static Body checked(String check, boolean accepted, double score) {
    return new Body.CheckMade(
        check,
        "bench.verifier",
        true,
        accepted ? Body.CheckMade.Kind.ACCEPTED : Body.CheckMade.Kind.REJECTED,
        score,
        0.5,
        accepted ? List.of() : List.of("total-off"),
        12_345);
  }

  private static Body halted(long number, double score) {
    return new Body.HaltDecided(
        "evidence",
        HaltDecision.Action.ANSWER,
        Optional.of(HaltReason.VERIFIED),
        List.of(
            new Condition(HaltReason.VERIFIED, true, 1, 1),
            new Condition(HaltReason.CONFIDENT, score > 0.5, score, 0.5),
            new Condition(HaltReason.STEP_CAP, false, 1, 6)),
        Optional.empty(),
        new Spend(1, 1 + number % 3, Duration.ofMillis(1 + number % 100)),
        Budget.DEFAULT,
        1,
        List.of("solution"));
  }
}
