package io.consilium.governance.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {
  private static final Rule RULE =
      new Rule(
          "slow",
          "x.yaml:1",
          PolicyPoint.ROUTING,
          Optional.empty(),
          Ruling.Effect.ALLOW,
          new PolicyAnswer.Allow(),
          List.of());

  /** Waits as code does that does not know of interrupts. */
  private static void hang(CountDownLatch until) {
    while (until.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoeverIsNotBackIsLeftBehindAndWhenTooManyAreEverythingIsDenied() {
    CountDownLatch end = new CountDownLatch(1);
    try (Watchdog watchdog = new Watchdog(Duration.ofMillis(1));
        Evaluation evaluation = new Evaluation("r", watchdog)) {
      // Work that was left before it began is not lost.
      AtomicInteger begun = new AtomicInteger();
      while (begun.get() < 8) {
        assertThat(
                watchdog.run(
                    () -> {
                      begun.incrementAndGet();
                      hang(end);
                    }))
            .isFalse();
      }
      Ruling ruling =
          evaluation.of(PolicyPoint.ROUTING, List.of(RULE), JsonNodeFactory.instance.objectNode());

      assertThat(ruling.denied()).isTrue();
      assertThat(ruling.message()).contains("did not end within 1 ms");
    } finally {
      end.countDown();
    }
  }

  @Test
  void aWarmUpThatDoesNotEndKeepsNobodyFromStarting() {
    CountDownLatch end = new CountDownLatch(1);
    List<Rule> endless =
        new AbstractList<>() {
          @Override
          public Rule get(int index) {
            hang(end);
            return RULE;
          }

          @Override
          public int size() {
            return 1;
          }
        };
    try (Watchdog watchdog = new Watchdog(Duration.ofMillis(1));
        Evaluation evaluation = new Evaluation("r", watchdog)) {
      evaluation.warm(Map.of(PolicyPoint.ROUTING, endless));

      assertThat(end.getCount()).isEqualTo(1);
    } finally {
      end.countDown();
    }
  }

  @Test
  void whoComesBackLateIsNotLostForEver() {
    CountDownLatch end = new CountDownLatch(1);
    try (Watchdog watchdog = new Watchdog(Duration.ofMillis(1))) {
      for (int i = 0; i < 8; i++) {
        watchdog.run(() -> hang(end));
      }
      end.countDown();
      boolean back = false;
      while (!back) {
        back = watchdog.run(() -> {});
      }
      assertThat(back).isTrue();
    }
  }
}
