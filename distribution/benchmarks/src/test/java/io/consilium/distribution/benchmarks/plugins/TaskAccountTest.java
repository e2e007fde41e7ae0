package io.consilium.distribution.benchmarks.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskAccountTest {
  private final TaskAccount account = new TaskAccount("t-1");

  private void take(Body... bodies) {
    for (Body body : bodies) {
      account.take(
          new DecisionRecord(
              DecisionRecord.SCHEMA,
              0,
              "id",
              "2026-01-01T00:00:00.000Z",
              0,
              "node",
              "boot",
              "",
              "",
              new Position("t-1", "", 0, 1, 1),
              List.of(),
              body,
              Map.of()));
    }
  }

  private static Body routed(int routing) {
    RoutingDecision decision =
        new RoutingDecision(
            RoutingDecision.Action.EXECUTE,
            List.of(new RoutingDecision.Choice("an.expert", 1)),
            List.of(),
            0,
            1,
            1,
            false,
            1);
    return new Body.SubgoalRouted("s", "a.b", routing, "top-1", List.of(), 1, decision);
  }

  private static Body called(int call) {
    return new Body.ExpertCalled("s", call, 1, 1, "an.expert", Effect.PURE, 1_000, 1);
  }

  private static Body returned(int call, Outcome outcome) {
    return new Body.ExpertReturned("s", call, "an.expert", outcome, "", 1, 1, 1, List.of());
  }

  private static Body answered() {
    return new Body.AnswerReleased(
        Body.AnswerReleased.Kind.ANSWERED, HaltReason.CONFIDENT, Map.of("text", 1));
  }

  @Test
  void aCallThatIsMadeAgainAfterItsCodeWentIsCountedOnce() {
    take(routed(1), called(1), returned(1, Outcome.GONE), called(2), returned(2, Outcome.SOLVED));
    take(answered());

    assertThat(account.doubled()).isEmpty();
    assertThat(account.withoutOutcome()).isZero();
    assertThat(account.outcomes()).containsEntry(Outcome.GONE, 1);
    assertThat(account.released()).isTrue();
  }

  @Test
  void aSubgoalThatTwoCallsSolvedIsDoubled() {
    take(routed(1), called(1), returned(1, Outcome.SOLVED), called(2), returned(2, Outcome.SOLVED));

    assertThat(account.doubled()).singleElement().asString().contains("solved twice");
  }

  @Test
  void anOutcomeThatIsTakenTwiceIsDoubled() {
    take(routed(1), called(1), returned(1, Outcome.FAILED), returned(1, Outcome.FAILED));

    assertThat(account.doubled()).singleElement().asString().contains("without a call");
  }

  @Test
  void aCallThatNobodyRoutedIsDoubled() {
    take(called(1), returned(1, Outcome.SOLVED));

    assertThat(account.doubled()).singleElement().asString().contains("without a routing");
  }

  @Test
  void aTaskWithTwoAnswersIsDoubled() {
    take(answered(), answered());

    assertThat(account.doubled()).singleElement().asString().contains("answered twice");
  }

  @Test
  void aCallOfWhichNothingIsOnRecordAfterItBeganIsLost() {
    take(routed(1), called(1));

    assertThat(account.withoutOutcome()).isEqualTo(1);
    assertThat(account.released()).isFalse();
  }
}
