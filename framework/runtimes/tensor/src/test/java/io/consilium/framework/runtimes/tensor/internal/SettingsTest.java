package io.consilium.framework.runtimes.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void keepsTheNativesInTheWorkDirectoryUnlessToldElse() {
    assertThat(of(Map.of("consilium.work", "/w")).cache()).isEqualTo(Path.of("/w/cache/tensor"));
    assertThat(of(Map.of("consilium.work", "/w", Settings.CACHE, "/c")).cache())
        .isEqualTo(Path.of("/c"));
    assertThat(of(Map.of()).cache().toString()).doesNotContain(".javacpp");
  }

  @Test
  void takesOneThreadAndAShareOfTheMachineUnlessToldElse() {
    Settings settings = of(Map.of());
    assertThat(settings.threads()).isPositive();
    assertThat(settings.memory()).isGreaterThanOrEqualTo(64L << 20);

    Settings told = of(Map.of(Settings.THREADS, "3", Settings.MEMORY, " 512 "));
    assertThat(told.threads()).isEqualTo(3);
    assertThat(told.memory()).isEqualTo(512L << 20);
  }

  @Test
  void refusesWhatIsNoNumberOrTooSmall() {
    for (String bad : new String[] {"much", "-1", "63", "1e3", "99999999999999999999"}) {
      assertThatThrownBy(() -> of(Map.of(Settings.MEMORY, bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Settings.MEMORY)
          .hasMessageContaining("(" + bad + ")")
          .hasMessageContaining("Maybe");
    }
    assertThatThrownBy(() -> of(Map.of(Settings.THREADS, "0")))
        .hasMessageContaining(Settings.THREADS);
  }

  private static Settings of(Map<String, String> properties) {
    return Settings.of(properties::get);
  }
}
