package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeopleNarratorTest {
  private static Body.PolicyEvaluated ruled(String revision, List<Ruling.Matched> rules) {
    return new Body.PolicyEvaluated(
        PolicyPoint.BEFORE_ANSWER,
        revision,
        Ruling.Outcome.APPROVAL,
        rules,
        List.of(),
        Optional.empty(),
        List.of(),
        5);
  }

  @Test
  void aHostWithoutRulesSaysSo() {
    assertThat(PeopleNarrator.policy(ruled("", List.of())))
        .isEqualTo("policy at before-answer: no rules here");
  }

  @Test
  void aRulingNamesItsRules() {
    List<Ruling.Matched> rules = List.of(new Ruling.Matched("large-sums", Ruling.Effect.APPROVAL));
    assertThat(PeopleNarrator.policy(ruled("r1", rules)))
        .isEqualTo("policy at before-answer: approval by large-sums (approval)");
  }

  @Test
  void whoeverWatchesLearnsWhomTheTaskWaitsForAndWhereToDecide() {
    assertThat(
            PeopleNarrator.asked(
                new Body.ApprovalAsked(
                    1, PolicyPoint.BEFORE_ANSWER, List.of("large-sums"), 2, 0, false, 7)))
        .isEqualTo(
            "waits for 2 people at before-answer, as large-sums asks, until 1970-01-01T00:00:00Z,"
                + " else it is refused (see: ./consilium approve list)");
  }

  @Test
  void theEndOfAWaitSaysWhetherTimeRanOut() {
    assertThat(PeopleNarrator.ended(new Body.ApprovalEnded(1, false, true)))
        .isEqualTo("waits no longer: refused, since the time ran out");
  }
}
