package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RevolvingDoorTest {
  private static final long BUNDLE = 7;

  private final AtomicLong now = new AtomicLong();
  private final RevolvingDoor door = new RevolvingDoor(now::get);
  private final List<String> in = new ArrayList<>();

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private boolean turnsAway(String who) {
    return door.turnsAway(BUNDLE, who, () -> in.add(who));
  }

  /** How many left lately when it shut; 0 if it did not. */
  private int leave(int times, int staying) {
    int shut = 0;
    for (int i = 0; i < times; i++) {
      shut = Math.max(shut, door.left(BUNDLE, staying));
    }
    return shut;
  }

  @Test
  void whoComesAndGoesWithoutEndWaitsOutsideUntilItIsCalm() {
    assertThat(leave(RevolvingDoor.MOST, 0)).isZero();
    assertThat(turnsAway("early")).isFalse();
    assertThat(leave(1, 0)).isEqualTo(RevolvingDoor.MOST + 1);

    assertThat(turnsAway("goes")).isTrue();
    assertThat(turnsAway("stays")).isTrue();
    assertThat(door.waited(BUNDLE, "goes")).isTrue();
    assertThat(door.waited(BUNDLE, "early")).isFalse();
    pass(RevolvingDoor.CALM.minusSeconds(1));
    assertThat(door.look(BUNDLE)).isEqualTo(Duration.ofSeconds(1).toNanos());
    assertThat(in).isEmpty();

    pass(Duration.ofSeconds(1));
    assertThat(door.look(BUNDLE)).isZero();
    assertThat(in).containsExactly("stays");
    assertThat(turnsAway("late")).isFalse();
  }

  @Test
  void whoeverComesMeanwhileDisturbsTheCalm() {
    leave(RevolvingDoor.MOST + 1, 0);
    pass(RevolvingDoor.CALM.minusSeconds(1));
    turnsAway("restless");
    pass(Duration.ofSeconds(1));

    assertThat(door.look(BUNDLE)).isEqualTo(RevolvingDoor.CALM.minusSeconds(1).toNanos());
  }

  @Test
  void soDoesWhoeverGoes() {
    leave(RevolvingDoor.MOST + 1, 0);
    turnsAway("goes");
    pass(RevolvingDoor.CALM.minusSeconds(1));
    assertThat(door.waited(BUNDLE, "goes")).isTrue();
    pass(Duration.ofSeconds(1));

    assertThat(door.look(BUNDLE)).isEqualTo(RevolvingDoor.CALM.minusSeconds(1).toNanos());
  }

  @Test
  void whoLeavesNowAndThenIsNotRestless() {
    for (int i = 0; i < 10 * RevolvingDoor.MOST; i++) {
      assertThat(leave(1, 0)).isZero();
      pass(RevolvingDoor.WINDOW.dividedBy(RevolvingDoor.MOST));
    }
  }

  @Test
  void ofManyServicesAsManyMayLeaveAtOnce() {
    assertThat(leave(50, 50)).isZero();
  }

  @Test
  void nobodyElseIsKeptOut() {
    leave(RevolvingDoor.MOST + 1, 0);

    assertThat(door.turnsAway(BUNDLE + 1, "other", () -> in.add("other"))).isFalse();
    assertThat(door.look(BUNDLE + 1)).isZero();
  }

  @Test
  void itIsToldOnceThatItShut() {
    leave(RevolvingDoor.MOST + 1, 0);

    assertThat(leave(10 * RevolvingDoor.MOST, 0)).isZero();
  }

  @Test
  void aBundleThatIsNoMoreIsForgotten() {
    leave(RevolvingDoor.MOST + 1, 0);
    door.forget(BUNDLE);

    assertThat(turnsAway("next")).isFalse();
  }
}
