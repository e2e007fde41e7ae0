package io.consilium.framework.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.pipeline.Pipeline;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class PresenceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Optional<String> NONE = Optional.empty();

  /** Has what is installed, and runs nothing. */
  private record Installing(List<Installed> installed) implements Engine {
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

  private static Engine.Installed expert(String trouble) {
    return new Engine.Installed(
        "expert",
        "test.expert",
        "test.plugin",
        "1.0.0",
        "d",
        7,
        Set.of(),
        trouble.isEmpty(),
        Optional.of(trouble).filter(words -> !words.isEmpty()),
        0,
        0);
  }

  private static Presence presence(Engine.Installed... installed) {
    Engine engine = new Installing(List.of(installed));
    return new Presence(() -> engine);
  }

  private static Bundle bundle(int state) {
    return (Bundle)
        Proxy.newProxyInstance(
            Bundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (self, method, arguments) ->
                method.getName().equals("getState") ? (Object) state : (Object) 7L);
  }

  @Test
  void theTroubleOfTheOneBeforeIsNotThatOfTheNewOne() throws Exception {
    Presence presence = presence(expert("The token has expired."), expert(""));

    assertThat(presence.awaitReady(bundle(Bundle.ACTIVE), NONE, 1, 1, PATIENCE)).isEmpty();
  }

  @Test
  void oneMoreInTroubleIsTheNewOne() throws Exception {
    Presence presence = presence(expert("The token is wrong."), expert(""));

    assertThat(presence.awaitReady(bundle(Bundle.ACTIVE), NONE, 2, 0, PATIENCE))
        .hasValue("The token is wrong.");
  }

  @Test
  void nobodyWaitsForABundleThatHasStopped() throws Exception {
    assertThat(presence().awaitReady(bundle(Bundle.RESOLVED), NONE, 1, 0, PATIENCE))
        .hasValue("it has stopped");
  }
}
