package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells in sentences what the steps of a task other than routing and checks did. Pure. */
final class StepReasons {

  private StepReasons() {}

  static List<String> of(Body body) {
    if (body instanceof Body.TaskAdmitted b) {
      return admitted(b);
    } else if (body instanceof Body.PlanRevised b) {
      return planned(b);
    } else if (body instanceof Body.PlanFailed b) {
      return List.of("The planner " + b.planner() + " made no plan: " + b.code() + ".");
    } else if (body instanceof Body.ExpertCalled b) {
      return called(b);
    } else if (body instanceof Body.ExpertReturned b) {
      return returned(b);
    } else if (body instanceof Body.SubgoalSettled b) {
      return List.of(settled(b));
    } else if (body instanceof Body.HaltDecided b) {
      return halted(b);
    } else if (body instanceof Body.AnswerReleased b) {
      return answered(b);
    }
    String words = HostWords.of(body);
    return List.of(Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".");
  }

  private static List<String> admitted(Body.TaskAdmitted b) {
    return List.of(
        "The task was admitted to the pipeline "
            + b.pipeline()
            + "; its goal is "
            + b.goal()
            + ". It was asked for by "
            + b.principal().actor()
            + " (tenant "
            + b.principal().tenant()
            + ").",
        "It " + Words.budget(b.budget()) + ".");
  }

  private static List<String> planned(Body.PlanRevised b) {
    List<String> told = new ArrayList<>();
    told.add(
        "The planner "
            + b.planner()
            + " made plan "
            + b.revision()
            + " by the method "
            + b.method()
            + "; its cause: "
            + b.cause()
            + (b.changed() ? "." : ", which changed nothing."));
    told.add(
        "Its subgoals: "
            + b.subgoals().stream()
                .map(
                    s ->
                        s.id()
                            + " (needs "
                            + s.capability()
                            + (s.optional() ? "; the plan can do without it" : "")
                            + ")")
                .collect(Collectors.joining(", "))
            + ".");
    if (b.considered().size() > 1) {
      told.add("It considered the methods " + String.join(", ", b.considered()) + ".");
    }
    return told;
  }

  private static List<String> called(Body.ExpertCalled b) {
    return List.of(
        "Call "
            + b.call()
            + " asks "
            + b.expert()
            + " to work on "
            + b.subgoal()
            + (b.attempt() > 1 ? ", as attempt " + b.attempt() : "")
            + ". It follows from routing decision "
            + b.routing()
            + " of the task.",
        "Its effect is declared as "
            + Words.lower(b.effect())
            + "; it may take "
            + Words.duration(Duration.ofMillis(b.timeoutMillis()))
            + ".");
  }

  private static List<String> returned(Body.ExpertReturned b) {
    String end =
        "Call "
            + b.call()
            + " of "
            + b.expert()
            + " for "
            + b.subgoal()
            + " ended: "
            + Words.lower(b.outcome())
            + (b.code().isEmpty() ? "" : " (" + b.code() + ")")
            + ", after "
            + Words.duration(Duration.ofNanos(b.nanos()))
            + " and at a cost of "
            + Words.number(b.cost())
            + ".";
    boolean solved = b.outcome() == Body.ExpertReturned.Outcome.SOLVED;
    return solved
        ? List.of(
            end,
            "It gave "
                + String.join(", ", b.outputs())
                + ", with a confidence of "
                + Words.number(b.confidence())
                + ".")
        : List.of(end);
  }

  private static String settled(Body.SubgoalSettled b) {
    return "The subgoal "
        + b.subgoal()
        + " is "
        + Words.lower(b.status())
        + (b.child() ? ", by the loop below it" : b.call() > 0 ? ", by call " + b.call() : "")
        + (b.code().isEmpty()
            ? ", with a confidence of " + Words.number(b.confidence())
            : ", because of " + b.code())
        + ".";
  }

  private static List<String> answered(Body.AnswerReleased b) {
    String end =
        switch (b.kind()) {
          case ANSWERED -> "The task was answered";
          case BEST_EFFORT -> "The task was given the best answer there was, marked so";
          case REFUSED -> "The task was given no answer";
        };
    String given = b.outputs().isEmpty() ? "" : " It holds " + Words.names(b.outputs()) + ".";
    return List.of(end + ", because " + b.reason() + " held." + given);
  }

  private static List<String> halted(Body.HaltDecided b) {
    List<String> told = new ArrayList<>();
    told.add(
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
    add(told, "Held: ", Conditions.of(b, true));
    add(told, "Did not hold: ", Conditions.of(b, false));
    b.estimate()
        .ifPresent(
            q ->
                told.add(
                    "The planner rated halting "
                        + Words.number(q.halt())
                        + " and going on "
                        + Words.number(q.proceed())
                        + "."));
    told.add(
        "The loop has used " + Words.spend(b.spend()) + "; it " + Words.budget(b.budget()) + ".");
    told.add(
        Words.count(b.delta(), "result")
            + " changed in this cycle. Outputs there: "
            + (b.best().isEmpty() ? "none" : String.join(", ", b.best()))
            + ".");
    return told;
  }

  private static void add(List<String> told, String which, String conditions) {
    if (!conditions.isEmpty()) {
      told.add(which + conditions + ".");
    }
  }
}
