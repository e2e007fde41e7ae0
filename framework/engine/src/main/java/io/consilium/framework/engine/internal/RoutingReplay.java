package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Body.SubgoalRouted;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.SubgoalId;
import io.consilium.framework.routing.CandidateScoring;
import io.consilium.framework.routing.Demand;
import io.consilium.framework.routing.Learned;
import io.consilium.framework.routing.Standing;
import io.consilium.framework.routing.Veto;
import io.consilium.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A routing decision taken again: the candidates are scored anew by the descriptors of the recorded
 * code, and the gate is asked about the candidates as recorded. Load, readiness and what was
 * learned of an expert are of that moment: they come from the record.
 */
final class RoutingReplay {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Rerun rerun;
  private final State before;
  private final Entry entry;
  private final SubgoalRouted routed;
  private final Optional<Code> planner;

  /**
   * @param planner who planned the loop
   */
  RoutingReplay(Rerun rerun, State before, Entry entry, Optional<Code> planner) {
    this.rerun = rerun;
    this.before = before;
    this.entry = entry;
    this.routed = (SubgoalRouted) entry.record().body();
    this.planner = planner;
  }

  Differences repeat(List<String> fed) throws Unrepeatable {
    Position at = entry.record().position();
    Carry carry = before.at(at.path());
    Subgoal subgoal =
        Tasks.planned(carry, new SubgoalId(routed.subgoal()))
            .orElseThrow(() -> new Unrepeatable("Its subgoal is not in the plan on record."));
    Map<String, List<Artifact>> inputs = carry.resolve(subgoal.inputs());
    Artifact table = entry.payloads().get(Slots.CANDIDATES);
    if (table == null) {
      throw new Unrepeatable("Its candidates are not on record.");
    }
    List<Candidate> candidates = List.of(Json.read(Slots.bytes(table), Candidate[].class));
    Differences differences = new Differences();
    scores(subgoal, inputs, candidates, fed, differences);

    Guest<Gate> gate = rerun.code().guest(Kind.GATES, routed.gate(), Rerun.acted(entry.record()));
    RoutingRequest request =
        new RoutingRequest(
            subgoal,
            candidates,
            carry.task().budget().levels() > 1 && decomposes(subgoal.capability(), at),
            rerun.pipeline().gate().settings(),
            Seeds.of(
                carry.task().seed(), State.join(at.path(), subgoal.id().value()), at.hCycle()));
    RoutingDecision decision =
        rerun.answer(gate, at, PATIENCE, 0, (service, context) -> service.route(request));
    Router.Routed again =
        new Router.Routed(new Agenda.Item(subgoal, inputs), candidates, decision, gate, Map.of());
    return differences.compare(
        "", routed, Drafts.routed(at, again, routed.routing(), table).body());
  }

  private boolean decomposes(String capability, Position at) throws Unrepeatable {
    if (planner.isEmpty()) {
      throw new Unrepeatable("Who planned is not on record.");
    }
    Guest<Planner> guest =
        rerun.code().guest(Kind.PLANNERS, rerun.pipeline().planner().id(), planner.get());
    return rerun.answer(
        guest,
        at,
        PATIENCE,
        0,
        (service, context) ->
            service.decomposes(capability, rerun.pipeline().planner().settings()));
  }

  private void scores(
      Subgoal subgoal,
      Map<String, List<Artifact>> inputs,
      List<Candidate> recorded,
      List<String> fed,
      Differences differences) {
    Map<String, Candidate> known = new HashMap<>();
    List<Standing> standings = new ArrayList<>();
    List<String> asRecorded = new ArrayList<>();
    for (Candidate candidate : recorded) {
      known.put(candidate.expert(), candidate);
      standing(candidate).ifPresentOrElse(standings::add, () -> asRecorded.add(candidate.expert()));
    }
    String path = entry.record().position().path();
    double reserved =
        before.calls().values().stream()
            .filter(call -> call.returned().isEmpty())
            .mapToDouble(
                call -> known.containsKey(call.expert()) ? known.get(call.expert()).cost() : 0)
            .sum();
    Demand demand =
        new Demand(
            subgoal,
            Demand.media(inputs),
            Budgets.callsLeft(before.carry(), path),
            Budgets.costLeft(before.carry(), path, reserved),
            Router.effects(rerun.pipeline().gate().settings()));
    Learned learned =
        (expert, code, capability) -> known.get(expert).parts().getOrDefault("success", 0.5);
    for (Candidate again : CandidateScoring.score(demand, standings, learned)) {
      Candidate then = known.get(again.expert());
      Double share = then.parts().get(Part.CANARY);
      differences.compare(
          "candidates[" + again.expert() + "]",
          then,
          share == null ? Slate.told(again, then) : Part.told(again, share));
      if (share != null) {
        fed.add("that the canary of " + again.expert() + " was drawn");
      } else if (then.eligible() && !then.detail().isEmpty()) {
        fed.add("that the primary of " + again.expert() + " stood in for a canary");
      }
    }
    if (!standings.isEmpty()) {
      fed.add("load, readiness and learned success of the candidates");
    }
    if (!asRecorded.isEmpty()) {
      fed.add("the whole score of " + String.join(", ", asRecorded));
    }
  }

  /**
   * Empty where it must be taken as recorded: its code is not there, or scoring does not say so.
   */
  private Optional<Standing> standing(Candidate candidate) {
    String veto = candidate.veto().orElse("");
    if (veto.equals(Veto.BUSY) || veto.equals(Guard.VETO)) {
      return Optional.empty();
    }
    return guest(candidate)
        .filter(guest -> guest.descriptor(Object.class) instanceof ExpertDescriptor)
        .map(
            guest -> {
              ExpertDescriptor descriptor = guest.descriptor(ExpertDescriptor.class);
              return new Standing(
                  descriptor,
                  code(candidate),
                  (int) Math.round(candidate.load() * descriptor.concurrency()),
                  !veto.equals(Veto.NOT_READY),
                  barred(candidate));
            });
  }

  private static Optional<Veto> barred(Candidate candidate) {
    return candidate
        .veto()
        .filter(Set.of(Veto.QUARANTINED, Veto.CIRCUIT_OPEN)::contains)
        .map(code -> new Veto(code, candidate.detail()));
  }

  private Optional<Guest<Expert>> guest(Candidate candidate) {
    Code code = code(candidate);
    Optional<Guest<Expert>> running =
        rerun.code().running(Kind.EXPERTS, candidate.expert(), code.digest());
    if (running.isPresent() || candidate.veto().orElse("").equals(Veto.CAPABILITY)) {
      return running;
    }
    try {
      return Optional.of(rerun.code().guest(Kind.EXPERTS, candidate.expert(), code));
    } catch (Unrepeatable e) {
      return Optional.empty();
    }
  }

  private static Code code(Candidate candidate) {
    String[] parts = candidate.bundle().split("/", -1);
    return new Code(
        candidate.expert(),
        parts[0],
        parts.length > 1 ? parts[1] : "",
        parts.length > 2 ? parts[2] : "",
        Optional.empty(),
        Map.of());
  }
}
