package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockTest {
  private static final long MILLI = 1_000_000;

  private long now = 5_000 * MILLI;
  private final Clock clock = new Clock(() -> now, 2 * MILLI, 10 * MILLI);

  private void pass(long millis) {
    now += millis * MILLI;
  }

  @Test
  void itStandsStillWhilePeopleAloneAreWaitedFor() {
    pass(1);
    clock.waits(1);
    pass(100);
    clock.waits(1);
    pass(100);
    clock.waits(-1);
    pass(100);

    assertThat(clock.elapsedMillis()).isEqualTo(3);
    assertThat(clock.deadline()).isEqualTo(now + 7 * MILLI);
    clock.waits(-1);
    pass(7);
    assertThat(clock.expired()).isTrue();
  }

  @Test
  void itRunsWhileAPluginWorks() {
    clock.calls(1);
    clock.waits(1);
    pass(3);
    assertThat(clock.elapsedMillis()).isEqualTo(5);
    clock.calls(-1);
    pass(100);
    clock.calls(1);
    pass(1);

    assertThat(clock.elapsedMillis()).isEqualTo(6);
    assertThat(clock.expired()).isFalse();
    pass(4);
    assertThat(clock.expired()).isTrue();
    clock.calls(-1);
    pass(100);
    assertThat(clock.expired()).isTrue();
  }

  @Test
  void aCapIsNeverRaised() {
    clock.cap(4 * MILLI);
    clock.cap(9 * MILLI);

    assertThat(clock.deadline()).isEqualTo(now + 2 * MILLI);
  }
}
