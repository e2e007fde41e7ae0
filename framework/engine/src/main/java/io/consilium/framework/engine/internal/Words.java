package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.task.HaltReason;
import io.consilium.framework.routing.Veto;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why something was not done, as a code for records and in words for a person. */
final class Words {
  static final String NO_EXPERT = "no-expert";
  static final String MISSING_INPUT = "missing-input";
  static final String BUDGET = "budget";

  /** A code, its words, and the status that it gives a subgoal. */
  record Reason(Result.Status status, String code, String message) {}

  private Words() {}

  /** Nobody may be asked. */
  static Reason nobody(TaskRun run, String path, Router.Routed routed) {
    Subgoal subgoal = routed.item().subgoal();
    List<Candidate> near =
        routed.candidates().stream()
            .filter(c -> !c.veto().orElse("").equals(Veto.CAPABILITY))
            .toList();
    String where = State.join(run.id() + (path.isEmpty() ? "" : "/" + path), subgoal.id().value());
    if (near.isEmpty()) {
      return failed(
          NO_EXPERT,
          "No expert accepts capability ("
              + subgoal.capability()
              + ") for subgoal ("
              + where
              + "). Installed: ("
              + capabilities(run)
              + "). Maybe install an expert bundle that declares \""
              + subgoal.capability()
              + "\".");
    }
    String vetoes =
        near.stream()
            .map(c -> c.expert() + ": " + (c.eligible() ? "not chosen" : detail(routed, c)))
            .collect(Collectors.joining("; "));
    boolean budget = near.stream().allMatch(c -> c.veto().orElse("").equals(Veto.BUDGET));
    boolean kinds = near.stream().allMatch(c -> c.veto().orElse("").equals(Veto.MEDIA_TYPE));
    boolean able = near.stream().anyMatch(Candidate::eligible);
    return failed(
        budget ? BUDGET : able ? "refused" : NO_EXPERT,
        "Nobody may work on subgoal ("
            + where
            + ") for capability ("
            + subgoal.capability()
            + "): "
            + vetoes
            + "."
            + (budget ? " Maybe raise budget.steps or budget.cost in the pipeline." : "")
            + (kinds
                ? " Maybe install an expert bundle whose \"" + subgoal.capability() + "\" takes it."
                : ""));
  }

  /** What the veto saw; of one that is not ready, also why; of one that broke, the way out. */
  private static String detail(Router.Routed routed, Candidate candidate) {
    Guest<Expert> guest = routed.experts().get(candidate.expert());
    if (guest == null) {
      return candidate.detail();
    }
    return switch (candidate.veto().orElse("")) {
      case Veto.NOT_READY -> guest.trouble().isEmpty() ? candidate.detail() : guest.trouble();
      case Veto.QUARANTINED, Veto.CIRCUIT_OPEN -> candidate.detail() + ". " + guest.wayOut();
      default -> candidate.detail();
    };
  }

  private static String capabilities(TaskRun run) {
    return run.host().plugins().experts().stream()
        .filter(guest -> guest.descriptor(Object.class) instanceof ExpertDescriptor)
        .flatMap(Words::capabilities)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static java.util.stream.Stream<String> capabilities(Guest<Expert> guest) {
    return guest.descriptor(ExpertDescriptor.class).capabilities().stream().map(c -> c.name());
  }

  /** Somebody was chosen, but the task stops or its budget is used up. */
  static Reason notAsked(TaskRun run) {
    if (run.denied()) {
      boolean person = run.denial() == HaltReason.HUMAN;
      return failed(
          code(run.denial()),
          person
              ? "Not tried, since a person refused it."
              : "Not tried, since a policy rule forbids it.");
    }
    return run.stopping()
        ? failed("stopped", "Not tried, since the task was to stop.")
        : failed(BUDGET, "Not tried, since the budget of expert calls or cost is used up.");
  }

  static String missingInput(Carry carry, Subgoal subgoal) {
    String missing =
        subgoal.inputs().entrySet().stream()
            .flatMap(input -> input.getValue().stream())
            .filter(ref -> !ref.optional() && carry.resolve(ref).isEmpty())
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return "Not tried, since what it needs is not there (" + missing + ").";
  }

  /** Why a child loop has nothing to give: the first thing that went wrong in it. */
  static Reason unsolved(Carry child, HaltDecision halt) {
    return culprit(child)
        .map(
            result ->
                new Reason(
                    result.status() == Result.Status.DECLINED
                        ? Result.Status.DECLINED
                        : Result.Status.FAILED,
                    result.code(),
                    result.message()))
        .orElseGet(
            () -> {
              HaltReason reason = halt.reason().orElse(HaltReason.ERROR);
              return failed(code(reason), reason(reason));
            });
  }

  /** The required subgoal that failed first, rather than one that was skipped because of it. */
  static Optional<Result> culprit(Carry carry) {
    List<Result> unsolved =
        carry.plan().map(Plan::subgoals).orElse(List.of()).stream()
            .filter(subgoal -> !subgoal.optional())
            .flatMap(subgoal -> Optional.ofNullable(carry.results().get(subgoal.id())).stream())
            .filter(result -> result.status() != Result.Status.SOLVED)
            .toList();
    return unsolved.stream()
        .filter(result -> result.status() != Result.Status.SKIPPED)
        .findFirst()
        .or(() -> optionalCulprit(carry))
        .or(() -> unsolved.stream().findFirst());
  }

  private static Optional<Result> optionalCulprit(Carry carry) {
    return carry.outputs().isEmpty()
        ? carry.results().values().stream()
            .filter(
                result ->
                    result.status() == Result.Status.DECLINED
                        || result.status() == Result.Status.FAILED)
            .findFirst()
        : Optional.empty();
  }

  /** Lowest confidence among what a loop's plan solved. */
  static double confidence(Carry carry) {
    return carry.plan().map(Plan::subgoals).orElse(List.of()).stream()
        .flatMap(subgoal -> Optional.ofNullable(carry.results().get(subgoal.id())).stream())
        .filter(result -> result.status() == Result.Status.SOLVED)
        .mapToDouble(Result::confidence)
        .min()
        .orElse(0);
  }

  static String code(HaltReason reason) {
    return reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** As {@link #reason} for ERROR, with what is known of it. */
  static String broke(String trouble) {
    return trouble.isBlank() ? reason(HaltReason.ERROR) : reason(HaltReason.ERROR) + " " + trouble;
  }

  static String reason(HaltReason reason) {
    switch (reason) {
      case DEADLINE:
        return "The time of the budget ran out. Maybe raise budget.time in the pipeline.";
      case BUDGET:
        return "The budget of expert calls or cost is used up. Maybe raise budget.steps or"
            + " budget.cost in the pipeline.";
      case STEP_CAP:
        return "The bound on cycles was reached. Maybe raise budget.cycles in the pipeline.";
      case CANCELLED:
        return "The task was cancelled.";
      case CYCLE:
        return "The plan came back to where it had been before.";
      case CONVERGED:
        return "Another cycle would change nothing, and not everything could be verified.";
      case CONFIDENT:
        return "The results are confident, but no required check could decide on them.";
      case REJECTED:
        return "A required check rejects the result, and no other way is left to try.";
      case NO_PLAN:
        return "No method of the planner applies.";
      case NO_EXPERT:
        return "A required subgoal found nobody able.";
      case RECOVERED:
        return "The host stopped while it worked on this task. Maybe run it again.";
      case HUMAN:
        return "A person refused it.";
      case POLICY:
        return "A policy rule forbids it.";
      case ERROR:
        return "Something broke inside the host; its log says more.";
      default:
        return "Stopped (" + code(reason) + ").";
    }
  }

  private static Reason failed(String code, String message) {
    return new Reason(Result.Status.FAILED, code, message);
  }
}
