package io.consilium.framework.halting.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.verifier.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the carry says for and against stopping, in counts.
 *
 * @param planned true if there is a plan
 * @param open subgoals not settled
 * @param unsolved required subgoals settled without a solution
 * @param unable of those, the ones that found nobody able
 * @param missing outputs that must be there and are not
 * @param outputs outputs that are there
 * @param checks required checks of the plan
 * @param accepted of those
 * @param rejected of those; without required checks, what rejects below where the results come from
 * @param undecided of those
 * @param broke of those, and those not made or made on other inputs
 * @param confidence lowest confidence among the solved subgoals; 0 if there is none
 */
record Evidence(
    boolean planned,
    int open,
    int unsolved,
    int unable,
    int missing,
    int outputs,
    int checks,
    int accepted,
    int rejected,
    int undecided,
    int broke,
    double confidence) {
  static final String NO_EXPERT = "no-expert";

  /** Who solved a subgoal that was decomposed. */
  private static final String LOOP = "loop";

  static Evidence of(Carry carry) {
    List<Subgoal> subgoals = carry.plan().map(plan -> plan.subgoals()).orElse(List.of());
    List<Result> results =
        subgoals.stream()
            .map(subgoal -> carry.results().get(subgoal.id()))
            .filter(result -> result != null)
            .toList();
    List<Result> unsolved =
        subgoals.stream()
            .filter(subgoal -> !subgoal.optional())
            .map(subgoal -> carry.results().get(subgoal.id()))
            .filter(result -> result != null && result.status() != Result.Status.SOLVED)
            .toList();
    List<Check> checks = required(carry);
    int accepted = count(carry, checks, Verdict.Accepted.class);
    int rejected = count(carry, checks, Verdict.Rejected.class);
    int undecided = count(carry, checks, Verdict.Undecided.class);
    return new Evidence(
        carry.plan().isPresent(),
        subgoals.size() - results.size(),
        unsolved.size(),
        (int) unsolved.stream().filter(result -> result.code().equals(NO_EXPERT)).count(),
        missing(carry),
        carry.outputs().size(),
        checks.size(),
        accepted,
        checks.isEmpty() ? rejectedBelow(carry) : rejected,
        undecided,
        checks.size() - accepted - rejected - undecided,
        confidence(results));
  }

  /** Everything that must be done is done, and every output is there. */
  boolean complete() {
    return planned && open == 0 && unsolved == 0 && missing == 0 && outputs > 0;
  }

  private static List<Check> required(Carry carry) {
    return carry.plan().map(plan -> plan.checks()).orElse(List.of()).stream()
        .filter(Check::required)
        .toList();
  }

  /** Rejections in the loops whose results are used here, where nothing above judged them anew. */
  private static int rejectedBelow(Carry carry) {
    return carry.plan().stream()
        .flatMap(plan -> plan.subgoals().stream())
        .filter(subgoal -> byLoop(carry.results().get(subgoal.id())))
        .map(subgoal -> carry.children().get(subgoal.id()))
        .filter(child -> child != null)
        .mapToInt(Evidence::rejectedIn)
        .sum();
  }

  private static boolean byLoop(Result result) {
    return result != null && result.status() == Result.Status.SOLVED && result.by().equals(LOOP);
  }

  private static int rejectedIn(Carry child) {
    List<Check> checks = required(child);
    return checks.isEmpty() ? rejectedBelow(child) : count(child, checks, Verdict.Rejected.class);
  }

  private static int count(Carry carry, List<Check> checks, Class<? extends Verdict> kind) {
    return (int)
        checks.stream()
            .flatMap(check -> current(carry, check).stream())
            .filter(checked -> kind.isInstance(checked.verdict()))
            .count();
  }

  private static Optional<Checked> current(Carry carry, Check check) {
    return Optional.ofNullable(carry.checks().get(check.id()))
        .filter(checked -> checked.inputs().equals(carry.resolve(check.inputs())));
  }

  private static int missing(Carry carry) {
    return (int)
        carry.plan().stream()
            .flatMap(plan -> plan.outputs().values().stream())
            .filter(refs -> refs.stream().anyMatch(ref -> absent(carry, ref)))
            .count();
  }

  private static boolean absent(Carry carry, Ref ref) {
    return !ref.optional() && carry.resolve(ref).isEmpty();
  }

  private static double confidence(List<Result> results) {
    return results.stream()
        .filter(result -> result.status() == Result.Status.SOLVED)
        .mapToDouble(Result::confidence)
        .min()
        .orElse(0);
  }
}
