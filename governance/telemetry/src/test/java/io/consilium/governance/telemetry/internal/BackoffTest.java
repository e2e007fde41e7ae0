package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(() -> 0);

  @Test
  void doublesUpToAMinute() {
    assertThat(backoff.failed(Duration.ZERO)).hasSeconds(1);
    assertThat(backoff.failed(Duration.ZERO)).hasSeconds(2);
    for (int i = 0; i < 100; i++) {
      backoff.failed(Duration.ZERO);
    }
    assertThat(backoff.failed(Duration.ZERO)).hasSeconds(60);

    backoff.succeeded();
    assertThat(backoff.failed(Duration.ZERO)).hasSeconds(1);
  }

  @Test
  void waitsUpToAQuarterMoreByChance() {
    Backoff late = new Backoff(() -> 0.8);

    assertThat(late.failed(Duration.ZERO)).hasMillis(1_200);
    assertThat(late.failed(Duration.ofSeconds(10))).hasMillis(12_000);
  }

  @Test
  void waitsAsLongAsIsAskedUpToADay() {
    assertThat(backoff.failed(Duration.ofSeconds(17))).hasSeconds(17);
    assertThat(backoff.failed(Duration.ofHours(1))).hasHours(1);
    assertThat(backoff.failed(Duration.ofDays(10))).hasDays(1);
  }
}
