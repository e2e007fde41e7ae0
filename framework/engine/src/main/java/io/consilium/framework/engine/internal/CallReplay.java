package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Body.ExpertCalled;
import io.consilium.api.ledger.Body.ExpertReturned;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.State.Call;
import io.consilium.framework.engine.internal.State.Returned;
import io.consilium.framework.routing.Fit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An expert asked again, if it is pure and says that it is deterministic; outputs by digest. */
final class CallReplay {
  private static final Set<Outcome> TOLD =
      Set.of(Outcome.SOLVED, Outcome.DECLINED, Outcome.FAILED, Outcome.BROKE);

  private CallReplay() {}

  /**
   * @param intent the call's own record
   */
  static Differences repeat(Rerun rerun, State before, Entry intent, Entry entry)
      throws Unrepeatable {
    ExpertReturned returned = (ExpertReturned) entry.record().body();
    ExpertCalled called = (ExpertCalled) intent.record().body();
    if (called.effect() != Effect.PURE) {
      throw new Unrepeatable("It acts on the world outside, so it is never asked again.");
    }
    if (!TOLD.contains(returned.outcome())) {
      throw new Unrepeatable("It gave no answer then (" + returned.outcome() + ").");
    }
    Guest<Expert> guest =
        rerun.code().guest(Kind.EXPERTS, called.expert(), Rerun.acted(entry.record()));
    ExpertDescriptor descriptor = guest.descriptor(ExpertDescriptor.class);
    if (descriptor.determinism() != Determinism.DETERMINISTIC) {
      throw new Unrepeatable("The expert says of itself that equal calls may differ.");
    }
    rerun.code().awaitWarm(guest);
    Answering answering = answering(before, called, descriptor, rerun.guests().limits().output());
    Position at = entry.record().position();
    Ended<Returned> ended =
        rerun.ask(guest, at, descriptor.timeout(), called.seed(), answering::ask);
    if (!ended.returned() && ended.how() != How.THREW) {
      throw new Unrepeatable("Asked again, it gave nothing to compare. " + ended.message());
    }
    return compare(entry, returned, ended.returned() ? ended.value() : Answering.unreturned(ended));
  }

  private static Answering answering(
      State before, ExpertCalled called, ExpertDescriptor descriptor, Limits.Output limits)
      throws Unrepeatable {
    Call call = before.calls().get(called.call());
    Subgoal subgoal =
        Tasks.planned(before.at(call.path()), call.subgoal())
            .orElseThrow(() -> new Unrepeatable("Its subgoal is not in the plan on record."));
    Capability capability =
        Fit.best(descriptor, subgoal.capability())
            .orElseThrow(() -> new Unrepeatable("It does not declare the capability any more."))
            .capability();
    return new Answering(
        capability,
        new Assignment(capability.name(), subgoal.goal(), call.inputs(), subgoal.parameters()),
        limits);
  }

  private static Differences compare(Entry entry, ExpertReturned then, Returned now) {
    return new Differences()
        .compare("outcome", then.outcome(), now.outcome())
        .compare("code", then.code(), now.code())
        .compare("confidence", then.confidence(), now.confidence())
        .compare("outputs", digests(Slots.outputs(entry.payloads())), digests(now.outputs()))
        .compareSealed("facts", Slots.facts(entry.payloads()), now.facts())
        .compareSealed("message", Slots.text(entry.payloads(), Slots.MESSAGE), now.message());
  }

  /** Output name to type and digest: contents are compared, never shown. */
  private static Map<String, String> digests(Map<String, List<Artifact>> outputs) {
    Map<String, String> digests = new TreeMap<>();
    outputs.forEach(
        (name, artifacts) ->
            artifacts.forEach(a -> digests.put(name, a.mediaType() + " " + a.digest())));
    return digests;
  }
}
