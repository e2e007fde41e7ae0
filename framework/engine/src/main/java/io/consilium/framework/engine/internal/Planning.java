package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.Succession.Answered;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The start of an H-cycle: asks the planner, and records the plan or that there is none. */
final class Planning {
  /** A plan never has more subgoals: branching is bounded, and a record has a largest size. */
  static final int MAX_SUBGOALS = 400;

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,47}");

  /** What came of asking. */
  enum Outcome {
    PLANNED,
    NO_PLAN,
    BROKE
  }

  /** A revision, read back from the bytes that go on record. */
  private record Answer(PlanRevision revision, Plan plan, byte[] bytes) {
    Answer with(Plan accepted) {
      return accepted.equals(plan)
          ? this
          : new Answer(revision, accepted, Json.canonical(accepted));
    }
  }

  private final TaskRun run;
  private final String path;

  Planning(TaskRun run, String path) {
    this.run = run;
    this.path = path;
  }

  Outcome revise(int hCycle) {
    Carry carry = run.journal().state().at(path);
    Position at = new Position(carry.task().id().value(), path, carry.level(), hCycle, 0);
    String id = run.declared().planner().id();
    Optional<Answered<Planner, Answer>> answered =
        Succession.ask(
            () -> run.host().plugins().planner(id),
            guest -> run.ask(guest, spec(at, guest, carry), this::plan));
    if (answered.isEmpty()) {
      return failed(at, List.of(), "gone", "The planner " + id + " is not installed any more.");
    }
    Ended<Answer> ended = answered.get().ended();
    List<Code> code = List.of(answered.get().guest().code());
    if (!ended.returned()) {
      return failed(at, code, ended.how().code(), ended.message());
    }
    if (ended.value().revision() instanceof PlanRevision.NoPlan none) {
      failed(at, code, "no-plan", none.message());
      return Outcome.NO_PLAN;
    }
    Optional<Plan> accepted = run.guard().plan(at, ended.value().plan());
    if (accepted.isEmpty()) {
      // The task stops: by the rule, by a person, or by what ended the wait for one.
      return Outcome.BROKE;
    }
    Answer answer = ended.value().with(accepted.get());
    run.journal().append(state -> List.of(revised(state, at, code, answer)));
    return Outcome.PLANNED;
  }

  private CallSpec spec(Position at, Guest<Planner> guest, Carry carry) {
    return new CallSpec(
        at,
        Budgets.nanos(guest.descriptor(PlannerDescriptor.class).timeout()),
        run.deadline(),
        Seeds.of(carry.task().seed(), path, at.hCycle()),
        message -> run.journal().say(at, guest.id(), message));
  }

  /** On the planner's thread: asks, and turns the plan into what will be on record. */
  private Answer plan(Planner planner, io.consilium.api.host.CallContext context) throws Exception {
    PlanRevision revision =
        Objects.requireNonNull(
            planner.plan(
                PolicyChecks.without(run.journal().state().at(path)),
                run.declared().planner().settings(),
                context),
            "the planner returned null");
    if (!(revision instanceof PlanRevision.Revised revised)) {
      return new Answer(revision, null, null);
    }
    if (revised.plan().subgoals().size() > MAX_SUBGOALS) {
      throw new IllegalArgumentException(
          "the plan has "
              + revised.plan().subgoals().size()
              + " subgoals, "
              + MAX_SUBGOALS
              + " are allowed");
    }
    if (!revised.estimate().map(Planning::finite).orElse(true)) {
      throw new IllegalArgumentException("the planner's halting estimate is not finite");
    }
    byte[] bytes = Json.canonical(revised.plan());
    return new Answer(revision, Json.read(bytes, Plan.class), bytes);
  }

  /** The cause as it stands on record. */
  static String cause(PlanRevision.Revised revision) {
    return CODE.matcher(revision.cause()).matches() ? revision.cause() : "revised";
  }

  static boolean finite(HaltEstimate estimate) {
    return Double.isFinite(estimate.halt()) && Double.isFinite(estimate.proceed());
  }

  private Draft revised(State state, Position at, List<Code> code, Answer answer) {
    PlanRevision.Revised revision = (PlanRevision.Revised) answer.revision();
    Plan plan = answer.plan();
    boolean changed = !state.at(path).plan().equals(Optional.of(plan));
    List<Body.PlanRevised.Planned> planned = new ArrayList<>();
    plan.subgoals()
        .forEach(
            s ->
                planned.add(
                    new Body.PlanRevised.Planned(s.id().value(), s.capability(), s.optional())));
    Map<String, Artifact> payloads =
        changed
            ? Map.of(
                Slots.PLAN,
                Slots.ARTIFACTS.of(io.consilium.api.task.MediaType.JSON, answer.bytes()))
            : Map.of();
    return new Draft(
        at,
        new Body.PlanRevised(
            run.declared().planner().id(),
            at.hCycle(),
            plan.method(),
            cause(revision),
            changed,
            planned,
            revision.considered().stream().limit(64).toList(),
            revision.estimate()),
        code,
        payloads);
  }

  private Outcome failed(Position at, List<Code> code, String why, String message) {
    run.note(message);
    Body body = new Body.PlanFailed(run.declared().planner().id(), why);
    run.journal().append(state -> List.of(new Draft(at, body, code, Slots.message(message))));
    return Outcome.BROKE;
  }
}
