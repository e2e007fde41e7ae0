package io.consilium.framework.planners.hrm.internal;

import static io.consilium.framework.planners.hrm.internal.Choice.EXACT_SOLVER;
import static io.consilium.framework.planners.hrm.internal.Choice.RESTART;
import static io.consilium.framework.planners.hrm.internal.Choice.THINK_AGAIN;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Result;
import io.consilium.api.verifier.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a loop stands and what comes next: another segment, a start from fresh noise, or the exact
 * solver. A pure function of the carry.
 */
final class Course {
  /** Share of the time after which nothing more is asked of the network. */
  private static final double PATIENCE = 0.5;

  private final Carry carry;
  private final HrmSettings settings;
  private final Suitability network;

  Course(Carry carry, HrmSettings settings, Suitability network) {
    this.carry = carry;
    this.settings = settings;
    this.network = network;
  }

  /** What is to be done; empty if the plan in force stands. */
  Optional<Choice> next() {
    if (carry.plan().isEmpty()) {
      return Optional.of(first());
    }
    Optional<SegmentId> at = at();
    Optional<Result> result = at.map(segment -> carry.results().get(segment.id()));
    if (solving() || result.isEmpty() || result.get().status() == Result.Status.SKIPPED) {
      return Optional.empty();
    }
    return result.get().status() == Result.Status.SOLVED
        ? after(at.get(), result.get())
        : Optional.of(exact(at, "network-" + reason(result.get()), List.of(EXACT_SOLVER)));
  }

  private Choice first() {
    if (network.installed() && network.suits(carry)) {
      List<String> ways = List.of("network", EXACT_SOLVER);
      return new Choice(Optional.of(SegmentId.FIRST), false, "initial", ways);
    }
    String cause = network.installed() ? "network-unsuited" : "no-network";
    return exact(Optional.empty(), cause, List.of(EXACT_SOLVER));
  }

  /** A decline says why in its code; whatever else went wrong, the network failed. */
  private static String reason(Result result) {
    return result.status() == Result.Status.DECLINED ? result.code() : "failed";
  }

  private Optional<Choice> after(SegmentId at, Result result) {
    Optional<Verdict> verdict = verdict(result);
    boolean accepted = verdict.filter(Verdict.Accepted.class::isInstance).isPresent();
    boolean still = Proposals.change(result) < settings.still();
    HaltEstimate q = Proposals.estimate(result);
    boolean last = at.step() >= settings.segments();
    boolean ends = last || settings.stop().ends(accepted, q.halt() > q.proceed(), still);
    if (verdict.isEmpty() || ends && accepted) {
      return Optional.empty();
    }
    if (!accepted && !(verdict.get() instanceof Verdict.Rejected)) {
      return Optional.of(exact(Optional.of(at), "not-judged", List.of(EXACT_SOLVER)));
    }
    if (several(verdict.get())) {
      return Optional.of(exact(Optional.of(at), "several-solutions", List.of(EXACT_SOLVER)));
    }
    return Optional.of(ends ? afresh(at) : further(at));
  }

  /** Whether a proposal holds and yet is refused, as any other would be: the search tells both. */
  private static boolean several(Verdict verdict) {
    return verdict instanceof Verdict.Rejected
        && verdict.findings().stream().anyMatch(finding -> finding.code().equals("several"));
  }

  private Choice further(SegmentId at) {
    List<String> ways =
        at.restart() < settings.restarts()
            ? List.of(THINK_AGAIN, RESTART, EXACT_SOLVER)
            : List.of(THINK_AGAIN, EXACT_SOLVER);
    return spent()
        ? exact(Optional.of(at), EXACT_SOLVER, ways)
        : new Choice(Optional.of(at.next()), false, THINK_AGAIN, ways);
  }

  private Choice afresh(SegmentId at) {
    boolean more = at.restart() < settings.restarts();
    List<String> ways = more ? List.of(RESTART, EXACT_SOLVER) : List.of(EXACT_SOLVER);
    return more && !spent()
        ? new Choice(Optional.of(at.restarted()), false, RESTART, ways)
        : exact(Optional.of(at), EXACT_SOLVER, ways);
  }

  private static Choice exact(Optional<SegmentId> at, String cause, List<String> ways) {
    return new Choice(at, true, cause, ways);
  }

  /** Whether what is left is kept for the exact solver. */
  private boolean spent() {
    long time = carry.task().budget().time().toMillis();
    return carry.hCycle() + 1 >= carry.task().budget().cycles()
        || carry.spend().calls() + 1 >= carry.task().budget().steps()
        || carry.spend().time().toMillis() > PATIENCE * time;
  }

  /** What the verifier says of this very proposal. */
  private Optional<Verdict> verdict(Result result) {
    return Optional.ofNullable(carry.checks().get(Outline.CHECK))
        .filter(
            checked ->
                Objects.equals(
                    checked.inputs().get(Outline.SOLUTION), result.outputs().get(Outline.SOLUTION)))
        .map(Checked::verdict);
  }

  /** The network's view after the segment of this cycle; empty if there was none. */
  Optional<HaltEstimate> estimate() {
    return solving()
        ? Optional.empty()
        : at().map(segment -> carry.results().get(segment.id()))
            .filter(result -> result.status() == Result.Status.SOLVED)
            .map(Proposals::estimate);
  }

  private boolean solving() {
    return carry.plan().stream()
        .flatMap(plan -> plan.subgoals().stream())
        .anyMatch(subgoal -> subgoal.id().value().equals(Outline.SOLVE));
  }

  /** The last segment of the plan. */
  private Optional<SegmentId> at() {
    return carry.plan().stream()
        .flatMap(plan -> plan.subgoals().stream())
        .flatMap(subgoal -> SegmentId.of(subgoal.id()).stream())
        .reduce((earlier, later) -> later);
  }
}
