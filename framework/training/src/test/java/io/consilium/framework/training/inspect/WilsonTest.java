package io.consilium.framework.training.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WilsonTest {

  @Test
  void givesTheIntervalOfTheTextbook() {
    assertThat(new Wilson(10, 100)).hasToString("10.0 % (5.5-17.4)");
    assertThat(new Wilson(0, 50)).hasToString("0.0 % (0.0-7.1)");
    assertThat(new Wilson(50, 50)).hasToString("100.0 % (92.9-100.0)");
    assertThat(new Wilson(0, 0)).hasToString("-");
  }
}
