package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Result;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.engine.internal.State.Returned;
import java.util.List;
import java.util.Map;

/** The records of shadows, to be, and what they would have made of a carry. Pure. */
final class ShadowDrafts {
  private ShadowDrafts() {}

  static Draft returned(
      Shadows.Asked asked, Guest<Expert> shadow, Returned returned, long nanos, boolean agrees) {
    return new Draft(
        asked.at(),
        new Body.ShadowReturned(
            asked.item().subgoal().id().value(),
            asked.call(),
            shadow.id(),
            returned.outcome(),
            returned.code(),
            returned.confidence(),
            nanos,
            agrees),
        List.of(shadow.code()),
        Drafts.given(returned));
  }

  /** A cycle's carry as if the shadow had settled its subgoal. */
  static Carry as(Carry carry, Shadows.Asked asked, Draft returned) {
    Body.ShadowReturned body = (Body.ShadowReturned) returned.body();
    return Carries.settled(
        carry,
        new Result(
            asked.item().subgoal().id(),
            Result.Status.SOLVED,
            asked.item().inputs(),
            Slots.outputs(returned.payloads()),
            body.confidence(),
            Slots.facts(returned.payloads()),
            "",
            "",
            body.expert()));
  }

  static Draft checked(
      Shadows.Asked asked,
      Guest<Expert> shadow,
      Guest<Verifier> verifier,
      Check check,
      Map<String, List<Artifact>> inputs,
      Checks.Judged judged,
      long nanos) {
    Draft made = Checks.draft(asked.at(), check, inputs, judged, List.of(), nanos);
    Body.CheckMade body = (Body.CheckMade) made.body();
    return new Draft(
        asked.at(),
        new Body.ShadowChecked(
            asked.item().subgoal().id().value(),
            asked.call(),
            shadow.id(),
            body.check(),
            body.verifier(),
            body.required(),
            body.verdict(),
            body.score(),
            body.threshold(),
            body.codes(),
            body.nanos()),
        List.of(verifier.code(), shadow.code()),
        made.payloads());
  }
}
