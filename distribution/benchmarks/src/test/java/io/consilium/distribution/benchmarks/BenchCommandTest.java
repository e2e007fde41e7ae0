package io.consilium.distribution.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"nope", "--nope", "swap --times many", "hostile --mode sideways"})
  void whatIsMistypedEndsAsUsage(String typed) {
    assertThat(BenchCommand.execute(new BenchCommand(), typed.split(" "))).isEqualTo(64);
  }
}
