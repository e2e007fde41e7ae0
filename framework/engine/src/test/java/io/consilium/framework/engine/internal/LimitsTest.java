package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static Limits of(Map<String, String> properties) {
    return Limits.of(properties::get);
  }

  @Test
  void areTheUsualOnesWhereNothingIsSet() {
    assertThat(of(Map.of())).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void areAsSet() {
    Limits limits =
        of(
            Map.of(
                "consilium.plugins.breaker.faults", "2",
                "consilium.plugins.breaker.window", "4",
                "consilium.plugins.breaker.delay", "0.5",
                "consilium.plugins.output.limit", "1.5"));
    assertThat(limits.breaker())
        .isEqualTo(new Limits.Breaker(2, 4, Duration.ofMillis(500), 3, 3, Duration.ofMinutes(10)));
    assertThat(limits.output().bytes()).isEqualTo(3L << 19);
  }

  @Test
  void whatIsNoNumberIsRefusedWithItsName() {
    assertThatThrownBy(() -> of(Map.of("consilium.plugins.breaker.window", "many")))
        .hasMessageContaining("consilium.plugins.breaker.window")
        .hasMessageContaining("(many)")
        .hasMessageContaining("Maybe 20");
    assertThatThrownBy(() -> of(Map.of("consilium.plugins.breaker.probation", "0")))
        .hasMessageContaining("from 1");
  }

  @Test
  void moreOutputThanFitsIntoMemoryIsRefused() {
    assertThatThrownBy(() -> of(Map.of("consilium.plugins.output.limit", "4096")))
        .hasMessageContaining("at most 2047 MiB")
        .hasMessageContaining("(4096.0)");
  }

  @Test
  void moreFaultsThanCallsAreRefused() {
    assertThatThrownBy(() -> of(Map.of("consilium.plugins.breaker.faults", "21")))
        .hasMessageContaining("(21 of 20)");
  }
}
