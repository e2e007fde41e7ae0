package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.engine.Engine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static Engine.Installed plugin(String id, String version, boolean ready, String trouble) {
    return new Engine.Installed(
        "expert",
        id,
        "a.plugin",
        version,
        "00",
        1,
        Set.of(),
        ready,
        Optional.of(trouble).filter(words -> !words.isEmpty()),
        0,
        0);
  }

  @Test
  void whoWarmsUpAloneIsWaitedFor() {
    assertThat(Readiness.cold(List.of(plugin("a.b", "1.0.0", false, "")))).containsExactly("a.b");
  }

  @Test
  void aReplacementThatWarmsUpHoldsNobodyUp() {
    assertThat(
            Readiness.cold(
                List.of(plugin("a.b", "1.0.0", true, ""), plugin("a.b", "1.1.0", false, ""))))
        .isEmpty();
  }

  @Test
  void whoCannotWarmUpIsNotWaitedFor() {
    assertThat(Readiness.cold(List.of(plugin("a.b", "1.0.0", false, "no model")))).isEmpty();
  }
}
