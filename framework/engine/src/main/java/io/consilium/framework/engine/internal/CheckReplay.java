package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body.CheckMade;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import io.consilium.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A check made again on the recorded inputs, verdict and findings compared. */
final class CheckReplay {
  private static final Set<String> OF_THAT_MOMENT =
      Set.of(
          How.TIMED_OUT.code(),
          How.EXPIRED.code(),
          How.ABANDONED.code(),
          How.CANCELLED.code(),
          How.GONE.code(),
          "no-verifier");

  private CheckReplay() {}

  static Differences repeat(Rerun rerun, State before, Entry entry) throws Unrepeatable {
    CheckMade made = (CheckMade) entry.record().body();
    Position at = entry.record().position();
    if (made.verdict() == CheckMade.Kind.BROKE
        && made.codes().stream().anyMatch(OF_THAT_MOMENT::contains)) {
      throw new Unrepeatable(
          "The verifier gave no verdict then (" + String.join(", ", made.codes()) + ").");
    }
    Carry carry = before.at(at.path());
    Check check =
        carry.plan().stream()
            .flatMap(plan -> plan.checks().stream())
            .filter(planned -> planned.id().equals(made.check()))
            .findFirst()
            .orElseThrow(() -> new Unrepeatable("Its check is not in the plan on record."));
    Map<String, List<Artifact>> recorded = Slots.named(Slots.IN, entry.payloads());
    Map<String, List<Artifact>> inputs =
        recorded.isEmpty() ? carry.resolve(check.inputs()) : recorded;
    Guest<Verifier> guest =
        rerun.code().guest(Kind.VERIFIERS, made.verifier(), Rerun.acted(entry.record()));
    long seed =
        Seeds.of(before.carry().task().seed(), State.join(at.path(), check.id()), at.hCycle());
    Claim claim = new Claim(check.id(), inputs, check.settings());
    Ended<Checks.Judged> ended =
        rerun.ask(
            guest,
            at,
            guest.descriptor(VerifierDescriptor.class).timeout(),
            seed,
            (verifier, context) ->
                Checks.judge(verifier, claim, context, rerun.guests().limits().output()));
    if (!ended.returned() && ended.how() != How.THREW) {
      throw new Unrepeatable("Asked again, it gave nothing to compare. " + ended.message());
    }
    Checks.Judged judged =
        ended.returned() ? ended.value() : Checks.broke(ended.how().code(), ended.message());
    return new Differences("nanos")
        .compare("", made, Checks.draft(at, check, inputs, judged, List.of(), 0).body())
        .compareSealed(
            "findings",
            findings(entry.payloads().get(Slots.FINDINGS)),
            findings(judged.findings()));
  }

  private static Object findings(Artifact artifact) {
    return artifact == null ? List.of() : Json.tree(Slots.bytes(artifact));
  }
}
