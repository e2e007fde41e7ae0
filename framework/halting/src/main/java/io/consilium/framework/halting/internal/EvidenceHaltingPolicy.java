package io.consilium.framework.halting.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.task.HaltReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Halts on evidence: verdicts, confidence, convergence, and the bounds that the engine measures.
 * Lists every condition, whether it held or not, and goes on only while another cycle could change
 * something and every bound allows it.
 *
 * <p>Setting: {@code confidence}, the least confidence of a result to answer on where verdicts do
 * not settle it (0.8).
 */
public final class EvidenceHaltingPolicy implements HaltingPolicy {
  /** The first of these that holds wins; those before VERIFIED forbid an answer. */
  private static final List<HaltReason> PRECEDENCE =
      List.of(
          HaltReason.CANCELLED,
          HaltReason.HUMAN,
          HaltReason.POLICY,
          HaltReason.ERROR,
          HaltReason.NO_PLAN,
          HaltReason.VERIFIED,
          HaltReason.REJECTED,
          HaltReason.NO_EXPERT,
          HaltReason.CONFIDENT,
          HaltReason.DEADLINE,
          HaltReason.BUDGET,
          HaltReason.STEP_CAP,
          HaltReason.CYCLE,
          HaltReason.CONVERGED);

  @Override
  public String id() {
    return "evidence";
  }

  @Override
  public HaltDecision decide(HaltingRequest request) {
    Evidence evidence = Evidence.of(request.carry());
    List<Condition> conditions = conditions(request, evidence);
    Set<HaltReason> held = EnumSet.noneOf(HaltReason.class);
    conditions.stream().filter(Condition::held).forEach(c -> held.add(c.reason()));
    Optional<HaltReason> winner = PRECEDENCE.stream().filter(held::contains).findFirst();
    return winner
        .map(reason -> new HaltDecision(action(reason, evidence), winner, conditions))
        .orElseGet(() -> new HaltDecision(Action.CONTINUE, Optional.empty(), conditions));
  }

  private static Action action(HaltReason reason, Evidence evidence) {
    if (evidence.outputs() == 0) {
      return Action.REFUSE;
    }
    boolean answers =
        reason == HaltReason.VERIFIED || (reason == HaltReason.CONFIDENT && evidence.checks() == 0);
    return answers ? Action.ANSWER : Action.BEST_EFFORT;
  }

  private static List<Condition> conditions(HaltingRequest request, Evidence evidence) {
    List<Condition> conditions = new ArrayList<>(request.enforced());
    boolean pending = request.pending();
    double bound = request.settings().number("confidence", 0.8);
    boolean clean = evidence.rejected() == 0 && evidence.broke() == 0;
    boolean verified = evidence.complete() && clean && evidence.accepted() > 0;
    boolean confident = evidence.complete() && clean && evidence.confidence() >= bound;
    boolean same = request.previous().filter(before -> same(before, request.carry())).isPresent();
    conditions.add(
        new Condition(
            HaltReason.VERIFIED, verified && !pending, evidence.accepted(), evidence.checks()));
    conditions.add(
        new Condition(
            HaltReason.REJECTED, evidence.rejected() > 0 && !pending, evidence.rejected(), 0));
    conditions.add(
        new Condition(
            HaltReason.NO_EXPERT, evidence.unable() > 0 && !pending, evidence.unable(), 0));
    conditions.add(
        new Condition(HaltReason.CONFIDENT, confident && !pending, evidence.confidence(), bound));
    estimate(request.carry().estimate(), confident).ifPresent(conditions::add);
    boolean settled = evidence.planned() && evidence.open() == 0;
    conditions.add(
        new Condition(
            HaltReason.CONVERGED, same || (settled && !pending), same ? 0 : delta(request), 0));
    return List.copyOf(conditions);
  }

  /** The planner's own view, as HRM's Q-head: it ends pending work only on a confident result. */
  private static Optional<Condition> estimate(Optional<HaltEstimate> estimate, boolean confident) {
    return estimate.map(
        q ->
            new Condition(
                HaltReason.CONFIDENT, confident && q.halt() > q.proceed(), q.halt(), q.proceed()));
  }

  private static boolean same(Carry before, Carry now) {
    return before.plan().equals(now.plan())
        && before.results().equals(now.results())
        && before.checks().equals(now.checks());
  }

  /** Results that are not as they were at the end of the cycle before. */
  private static double delta(HaltingRequest request) {
    return request.carry().results().values().stream()
        .filter(
            result ->
                request
                    .previous()
                    .map(before -> !result.equals(before.results().get(result.subgoal())))
                    .orElse(true))
        .count();
  }
}
