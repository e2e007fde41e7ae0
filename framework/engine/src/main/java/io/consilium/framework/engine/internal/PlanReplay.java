package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body.PlanFailed;
import io.consilium.api.ledger.Body.PlanRevised;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.json.Json;
import java.util.Optional;

/** A plan made again from the recorded carry. */
final class PlanReplay {
  private final Rerun rerun;
  private final State before;
  private final Entry entry;
  private final Position at;

  PlanReplay(Rerun rerun, State before, Entry entry) {
    this.rerun = rerun;
    this.before = before;
    this.entry = entry;
    this.at = entry.record().position();
  }

  Differences revised(PlanRevised recorded) throws Unrepeatable {
    Ended<PlanRevision> ended = ask(recorded.planner());
    if (!ended.returned()) {
      throw new Unrepeatable("Asked again, it gave nothing to compare. " + ended.message());
    }
    if (!(ended.value() instanceof PlanRevision.Revised revision)) {
      return new Differences().compare("plan", "a plan", "no plan");
    }
    Carry carry = before.at(at.path());
    Artifact artifact = entry.payloads().get(Slots.PLAN);
    Optional<Plan> plan =
        artifact == null ? carry.plan() : Optional.of(Json.read(Slots.bytes(artifact), Plan.class));
    return new Differences()
        .compareSealed("plan", plan.map(PolicyChecks::without).orElse(null), revision.plan())
        .compare("cause", recorded.cause(), Planning.cause(revision))
        .compare(
            "considered", recorded.considered(), revision.considered().stream().limit(64).toList())
        .compare("estimate", recorded.estimate(), revision.estimate());
  }

  Differences failed(PlanFailed recorded) throws Unrepeatable {
    boolean none = recorded.code().equals("no-plan");
    if (!none && !recorded.code().equals(How.THREW.code())) {
      throw new Unrepeatable("The planner gave no answer then (" + recorded.code() + ").");
    }
    Ended<PlanRevision> ended = ask(recorded.planner());
    boolean again =
        none
            ? ended.returned() && ended.value() instanceof PlanRevision.NoPlan
            : ended.how() == How.THREW;
    String message =
        ended.returned() && ended.value() instanceof PlanRevision.NoPlan noPlan
            ? noPlan.message()
            : ended.message();
    return new Differences()
        .compare("code", recorded.code(), again ? recorded.code() : ended.how().code())
        .compareSealed("message", Slots.text(entry.payloads(), Slots.MESSAGE), message);
  }

  private Ended<PlanRevision> ask(String id) throws Unrepeatable {
    Guest<Planner> guest = rerun.code().guest(Kind.PLANNERS, id, Rerun.acted(entry.record()));
    Carry carry = PolicyChecks.without(before.at(at.path()));
    return rerun.ask(
        guest,
        at,
        guest.descriptor(PlannerDescriptor.class).timeout(),
        Seeds.of(carry.task().seed(), at.path(), at.hCycle()),
        (planner, context) -> planner.plan(carry, rerun.pipeline().planner().settings(), context));
  }
}
