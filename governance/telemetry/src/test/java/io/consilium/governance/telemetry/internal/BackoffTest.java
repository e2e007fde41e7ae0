package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

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
  void waitsAsLongAsIsAskedButNoLongerThanAMinute() {
    assertThat(backoff.failed(Duration.ofSeconds(17))).hasSeconds(17);
    assertThat(backoff.failed(Duration.ofDays(1))).hasSeconds(60);
  }
}
