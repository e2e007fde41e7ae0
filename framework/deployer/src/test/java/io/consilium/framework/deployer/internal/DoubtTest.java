package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoubtTest {
  @Test
  void whatALaterLookMissesTooIsGone() {
    Doubt<String> doubt = new Doubt<>(Duration.ZERO);
    doubt.look();
    assertThat(doubt.about("a")).isTrue();
    doubt.look();
    assertThat(doubt.about("a")).isFalse();
  }

  @Test
  void whatWasThereBetweenIsMissedForTheFirstTime() {
    Doubt<String> doubt = new Doubt<>(Duration.ZERO);
    doubt.look();
    assertThat(doubt.about("a")).isTrue();
    doubt.look();
    doubt.look();
    assertThat(doubt.about("a")).isTrue();
  }

  @Test
  void looksThatFollowAtOnceDoNotCount() {
    Doubt<String> doubt = new Doubt<>(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      doubt.look();
      assertThat(doubt.about("a")).isTrue();
    }
  }
}
