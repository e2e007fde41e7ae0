package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTest {

  @Test
  void pausesDoubleUpToAMinuteAndAnAnswerForgetsThem() {
    Restarts restarts = new Restarts(3);
    restarts.ended("once");
    assertThat(restarts.pause()).isZero();
    restarts.ended("twice");
    assertThat(restarts.pause()).isEqualTo(Duration.ofMillis(250));
    restarts.ended("again");
    assertThat(restarts.pause()).isEqualTo(Duration.ofMillis(500));
    for (int i = 0; i < 1_000; i++) {
      restarts.ended("and again");
    }
    assertThat(restarts.pause()).isEqualTo(Duration.ofMinutes(1));

    restarts.answered();
    restarts.ended("later");
    assertThat(restarts.pause()).isZero();
    assertThat(restarts.why()).isEqualTo("later");
  }

  @Test
  void afterTooManyEndsInARowItWaitsToBeCalled() {
    Restarts restarts = new Restarts(2);
    restarts.ended("1");
    restarts.ended("2");
    assertThat(restarts.eager()).isTrue();
    restarts.ended("3");
    assertThat(restarts.eager()).isFalse();
  }
}
