package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A replay has the same bytes at work in a bundle of its own. */
class TrafficTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final long LIVE = 10;
  private static final long RECALLED = 11;

  private static Engine.Installed installed(
      long bundle, String kind, boolean ready, String trouble, int inFlight) {
    return new Engine.Installed(
        kind,
        "an." + kind,
        "a.plugin",
        "1.0.0",
        "00",
        bundle,
        Set.of(),
        ready,
        Optional.of(trouble).filter(words -> !words.isEmpty()),
        inFlight,
        0);
  }

  private static Traffic traffic(Engine.Installed... installed) {
    Engine engine = new Installing(new CopyOnWriteArrayList<>(installed));
    return new Traffic(() -> engine);
  }

  private record Installing(List<Installed> installed) implements Engine {
    @Override
    public void cancelCalls(long osgiBundle) {
      installed.replaceAll(
          one ->
              one.osgiBundle() == osgiBundle
                  ? TrafficTest.installed(osgiBundle, one.kind(), one.ready(), "", 0)
                  : one);
    }

    @Override
    public Run submit(Submission submission) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Run> running() {
      return List.of();
    }

    @Override
    public List<String> missing(Pipeline pipeline) {
      return List.of();
    }

    @Override
    public List<String> recover() {
      return List.of();
    }
  }

  @Test
  void callsOfAReplayDoNotHoldUpThePluginOfTheSameBytes() throws Exception {
    Traffic traffic =
        traffic(installed(LIVE, "expert", true, "", 0), installed(RECALLED, "expert", true, "", 3));

    assertThat(traffic.inFlight(LIVE)).isZero();
    assertThat(traffic.awaitIdle(LIVE, LONG)).isTrue();
    assertThat(traffic.awaitIdle(RECALLED, SHORT)).isFalse();
  }

  @Test
  void whatDoesNotEndIsCancelledAndWaitedForOthersGoOn() throws Exception {
    Traffic traffic =
        traffic(installed(LIVE, "expert", true, "", 2), installed(RECALLED, "expert", true, "", 3));
    assertThat(traffic.awaitIdle(LIVE, SHORT)).isFalse();
    traffic.cancel(LIVE);

    assertThat(traffic.inFlight(LIVE)).isZero();
    assertThat(traffic.inFlight(RECALLED)).isEqualTo(3);
  }

  @Test
  void whatAReplayWarmedUpIsNotThePluginThatWarmsUp() throws Exception {
    Traffic traffic =
        traffic(
            installed(LIVE, "expert", false, "", 0), installed(RECALLED, "expert", true, "", 0));

    assertThat(traffic.awaitWarm(LIVE, 1, SHORT).ready()).isFalse();
  }

  @Test
  void aReplaysTroubleIsNotThePlugins() throws Exception {
    Traffic traffic =
        traffic(
            installed(LIVE, "expert", true, "", 0),
            installed(RECALLED, "expert", false, "Its warm-up failed.", 0));

    assertThat(traffic.awaitWarm(LIVE, 1, LONG)).isEqualTo(new Traffic.Warmth(true, List.of()));
    assertThat(traffic.awaitWarm(RECALLED, 1, LONG).troubles()).contains("Its warm-up failed.");
  }

  @Test
  void aVerifierThatIsReadyIsNoExpertThatIsWarm() throws Exception {
    Traffic traffic =
        traffic(installed(LIVE, "expert", false, "", 0), installed(LIVE, "verifier", true, "", 0));

    assertThat(traffic.awaitWarm(LIVE, 1, SHORT).ready()).isFalse();
  }
}
