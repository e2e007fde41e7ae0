package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plan's checks on what a shadow gave: those that judge it, beside the task's inputs and
 * results that do not follow from what the primary gave, since those are another's. Blocks; made
 * one after the other.
 */
final class ShadowChecks {
  private final TaskRun run;
  private final Shadows.Asked asked;
  private final Guest<Expert> shadow;

  ShadowChecks(TaskRun run, Shadows.Asked asked, Guest<Expert> shadow) {
    this.run = run;
    this.asked = asked;
    this.shadow = shadow;
  }

  /**
   * Asks the verifiers.
   *
   * @param carry the cycle's, as if the shadow had settled its subgoal
   */
  List<Draft> make(Carry carry) {
    List<Draft> drafts = new ArrayList<>();
    String step = asked.item().subgoal().id().step();
    for (Check check : carry.plan().orElseThrow().checks()) {
      if (judges(carry, check, step) && Checks.possible(carry, check)) {
        make(check, carry.resolve(check.inputs())).ifPresent(drafts::add);
      }
    }
    return drafts;
  }

  /** Whether a check looks at a step's outputs, and at nothing that was made of them. */
  static boolean judges(Carry carry, Check check, String step) {
    Set<String> looked = new HashSet<>();
    check.inputs().values().stream()
        .flatMap(List::stream)
        .forEach(ref -> found(carry, ref).ifPresent(looked::add));
    Plan plan = carry.plan().orElseThrow();
    return looked.contains(step) && following(plan, step).stream().noneMatch(looked::contains);
  }

  /** The step that a reference stands for now. */
  private static Optional<String> found(Carry carry, Ref ref) {
    return ref.sources().stream()
        .filter(source -> !carry.resolve(new Ref(List.of(source), true)).isEmpty())
        .map(Ref.Source::step)
        .findFirst();
  }

  private static Set<String> following(Plan plan, String step) {
    Set<String> following = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Subgoal subgoal : plan.subgoals()) {
        Set<String> waits = Plan.waitsFor(subgoal);
        if (waits.contains(step) || waits.stream().anyMatch(following::contains)) {
          more |= following.add(subgoal.id().step());
        }
      }
    }
    return following;
  }

  private Optional<Draft> make(Check check, Map<String, List<Artifact>> inputs) {
    Optional<Guest<Verifier>> found =
        run.host()
            .plugins()
            .verifier(run.id(), check.verifier())
            .filter(guest -> guest.stage() == Guest.Stage.READY);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Guest<Verifier> verifier = found.get();
    Claim claim = new Claim(check.id(), inputs, check.settings());
    Ended<Checks.Judged> ended =
        run.host()
            .shadows()
            .ask(
                verifier,
                CallSpec.unbound(
                    asked.at(),
                    verifier.descriptor(VerifierDescriptor.class).timeout(),
                    Checks.seed(run, asked.at(), check)),
                (service, context) ->
                    Checks.judge(service, claim, context, run.host().guests().limits().output()));
    if (ended.how() == How.GONE || ended.how() == How.CANCELLED) {
      return Optional.empty();
    }
    Checks.Judged judged =
        ended.returned() ? ended.value() : Checks.broke(ended.how().code(), ended.message());
    return Optional.of(
        ShadowDrafts.checked(asked, shadow, verifier, check, inputs, judged, ended.nanos()));
  }
}
