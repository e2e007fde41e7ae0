package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

/** Plugins come beside each other, in any order: who lacks another is not refused too early. */
class RefusalsTest {
  private static final BadJar LACKING = new BadJar(BadJar.UNRESOLVED, "cannot start");

  private final List<String> told = new ArrayList<>();
  private final Refusals refusals =
      new Refusals((jar, why) -> told.add(jar.bundle() + " " + why.code()));
  private final PluginJar jar =
      new PluginJar(
          Path.of("a.jar"),
          "a",
          Version.emptyVersion,
          Digest.of("a".getBytes(StandardCharsets.UTF_8)));

  private void look(boolean idle) {
    refusals.look(Set.of(jar), false, idle);
  }

  @Test
  void whoLacksSomethingWaitsForThoseOnTheirWay() {
    refusals.failed(jar, LACKING, refusals.arrivals());
    look(false);

    assertThat(refusals.holds(jar)).isTrue();
    assertThat(refusals.why(jar)).isEmpty();
    refusals.arrived();
    assertThat(refusals.holds(jar)).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void whoLacksWhatNobodyBringsIsRefusedOnce() {
    refusals.failed(jar, LACKING, refusals.arrivals());
    look(true);
    look(true);

    assertThat(refusals.why(jar)).contains(LACKING);
    assertThat(told).containsExactly("a unresolved");
  }

  @Test
  void whoFailedWhileAnotherCameIsTriedAgain() {
    long before = refusals.arrivals();
    refusals.arrived();
    refusals.failed(jar, LACKING, before);

    assertThat(refusals.holds(jar)).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsBrokenIsRefusedAtOnceAndForgottenWithItsFile() {
    refusals.failed(jar, new BadJar("not-started", "cannot start"), refusals.arrivals());
    refusals.arrived();

    assertThat(refusals.holds(jar)).isTrue();
    refusals.look(Set.of(), false, true);
    assertThat(refusals.holds(jar)).isFalse();
    assertThat(told).containsExactly("a not-started");
  }
}
