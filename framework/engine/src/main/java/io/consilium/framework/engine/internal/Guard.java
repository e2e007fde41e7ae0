package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.routing.Candidate;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks policy on behalf of one task. Each ruling is on record before it counts; a denial stops the
 * whole task, except at routing, where it is a veto. Thread-safe.
 */
final class Guard {
  /** The veto of a candidate that policy denies. */
  static final String VETO = "policy";

  private final TaskRun run;

  Guard(TaskRun run) {
    this.run = run;
  }

  /** Asks about the task itself; that nothing is ruled about it is on record as well. */
  void admitted() {
    Carry carry = carry("");
    Position at = new Position(run.id().value(), "", 0, 0, 0);
    if (governs(PolicyPoint.TASK_ADMITTED)) {
      PolicyQuestion question = Questions.admitted(carry, digest());
      passes(at, question, "", ask(at, question, Optional.of(budget(carry))));
      run.cap(budget(carry("")));
    } else {
      Ruling free = Ruling.allowed(PolicyPoint.TASK_ADMITTED, policies().revision());
      append(at, free, Map.of(), Optional.empty());
    }
  }

  /** The plan with what policy adds to it; empty if it is denied. */
  Optional<Plan> plan(Position at, Plan plan) {
    if (!governs(PolicyPoint.PLAN_ACCEPTED)) {
      return Optional.of(plan);
    }
    Carry carry = carry(at.path());
    String planner = run.declared().planner().id();
    PolicyQuestion question =
        Questions.plan(carry, at.hCycle(), digest(), planner, plan, run.elapsedMillis());
    Ruling ruling = ask(at, question, Optional.of(budget(carry)));
    run.cap(budget(carry("")));
    return passes(at, question, Questions.about(plan), ruling)
        ? Optional.of(PolicyChecks.with(plan, ruling.required()))
        : Optional.empty();
  }

  /** A candidate as it stands after policy was asked about it. */
  Candidate candidate(Position at, Agenda.Item item, Guest<?> guest, Candidate candidate) {
    if (!candidate.eligible() || !governs(PolicyPoint.ROUTING)) {
      return candidate;
    }
    PolicyQuestion question =
        Questions.routing(
            carry(at.path()),
            digest(),
            item.subgoal(),
            guest,
            candidate.score(),
            run.elapsedMillis());
    Ruling ruling = ask(at, question, Optional.empty());
    return ruling.denied()
        ? new Candidate(
            candidate.expert(),
            candidate.bundle(),
            candidate.parts(),
            0,
            Optional.of(VETO),
            ruling.message(),
            candidate.load(),
            candidate.cost(),
            candidate.effect())
        : candidate;
  }

  /**
   * Asks about calls that are to begin; pure ones always may. If one is denied, the task stops.
   *
   * @return the waits that must be granted before any of them begins
   */
  List<Integer> calls(Position at, Pursuit pursuit, List<Pursuit.Ask> asks) {
    List<Integer> waits = new ArrayList<>();
    for (Pursuit.Ask ask : asks) {
      if (!run.stopping() && outside(ask) && governs(PolicyPoint.BEFORE_EFFECT)) {
        PolicyQuestion question =
            Questions.effect(carry(at.path()), digest(), pursuit, ask, run.elapsedMillis());
        String about = Questions.about(pursuit.subgoal(), pursuit.inputs());
        asked(at, question, about, ask(at, question, Optional.empty())).ifPresent(waits::add);
      }
    }
    return waits;
  }

  private static boolean outside(Pursuit.Ask ask) {
    return ask.descriptor().effect() != Effect.PURE;
  }

  /** Asks about an answer; what is ruled is among the entries then. */
  void answer(Position at, Supplier<Answer> unruled) {
    if (run.denied() || !governs(PolicyPoint.BEFORE_ANSWER)) {
      return;
    }
    Answer answer = unruled.get();
    if (answer.reason() != HaltReason.HUMAN) {
      PolicyQuestion question = Questions.answer(carry(""), digest(), answer, run.elapsedMillis());
      String about = Questions.about(answer.outputs());
      passes(at, question, about, ask(at, question, Optional.empty()));
    }
  }

  /** Whether it may go on, after people were waited for where a rule asks for it. */
  private boolean passes(Position at, PolicyQuestion question, String about, Ruling ruling) {
    return asked(at, question, about, ruling)
        .map(run.approving()::await)
        .orElseGet(() -> !ruling.denied());
  }

  /** The wait that a ruling asks for; a denial stops the task. */
  private Optional<Integer> asked(
      Position at, PolicyQuestion question, String about, Ruling ruling) {
    if (ruling.denied()) {
      run.deny(HaltReason.POLICY);
      return Optional.empty();
    }
    return ruling.approval().map(people -> run.approving().ask(at, question, about, people));
  }

  private Ruling ask(Position at, PolicyQuestion question, Optional<Budget> budget) {
    Ruling ruling = policies().ask(question);
    append(at, ruling, Map.of(Slots.INPUT, Slots.json(question)), budget);
    return ruling;
  }

  private void append(
      Position at, Ruling ruling, Map<String, Artifact> input, Optional<Budget> budget) {
    Map<String, Artifact> payloads = new HashMap<>(input);
    payloads.putAll(Slots.message(ruling.message()));
    Body body = Body.PolicyEvaluated.of(ruling, budget);
    run.journal().append(state -> List.of(new Draft(at, body, List.of(), payloads)));
  }

  private boolean governs(PolicyPoint point) {
    return policies().governs(point);
  }

  private Policies policies() {
    return run.host().policies();
  }

  private Carry carry(String path) {
    return run.journal().state().at(path);
  }

  private static Budget budget(Carry carry) {
    return carry.task().budget();
  }

  private String digest() {
    return run.declared().digest();
  }
}
