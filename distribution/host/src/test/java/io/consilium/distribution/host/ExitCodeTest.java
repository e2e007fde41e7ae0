package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void aBatchExitsWithItsWorst() {
    assertThat(ExitCode.worse(ExitCode.ANSWERED, ExitCode.BEST_EFFORT)).isEqualTo(3);
    assertThat(ExitCode.worse(ExitCode.REFUSED, ExitCode.BEST_EFFORT)).isEqualTo(4);
    assertThat(ExitCode.worse(ExitCode.REFUSED, ExitCode.OUR_FAULT)).isEqualTo(70);
  }

  @Test
  void eachStatusHasItsCode() {
    assertThat(ExitCode.of("answered")).isZero();
    assertThat(ExitCode.of("best-effort")).isEqualTo(3);
    assertThat(ExitCode.of("refused")).isEqualTo(4);
    assertThat(ExitCode.of("something new")).isEqualTo(70);
  }
}
