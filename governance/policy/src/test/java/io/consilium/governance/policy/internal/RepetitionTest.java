package io.consilium.governance.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pattern adds to itself when its counts are written out. */
class RepetitionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "abc.*[a-z]+(d|e)?$ ; 0",
        "[0-9a-f]{64} ; 63",
        "sha256:[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64} ; 189",
        "a{2,5} ; 4",
        "a{3,} ; 2",
        "a{0} ; 0",
        "(ab){3} ; 4",
        "(a{2}){3} ; 5",
        "(a{100}b{100}){100} ; 19998",
        "(?:a|b{4})+c{2} ; 4",
        "a{,5} {x} a{b} ; 0",
        "\\{5} \\Qa{9}\\E \\pL{3} \\p{Greek}{3} \\x{1F600}{3} ; 6",
        "[{9}]{2} []{9}]{2} [^]a{9}]{2} [[:alpha:]{9}]{2} [\\]{9}]{2} ; 5",
        "(a{2} ; 1",
        "a{2}) ; 1",
        "[a{2} ; 0",
        "\\ ; 0",
        "\\Qa{2} ; 0",
        "{2} ; 0"
      })
  void nestedCountsMultiplyAndThoseSideBySideAddUp(String pattern, long added) {
    assertThat(Repetition.exceeds(pattern, added)).isFalse();
    assertThat(Repetition.exceeds(pattern, Math.max(0, added - 1))).isEqualTo(added > 0);
  }

  @Test
  void whatIsFarTooMuchIsNotMultipliedOn() {
    String most = "{999999999}";
    String deep = "(".repeat(9) + "a" + (most + ")").repeat(9) + most;
    assertThat(Repetition.exceeds(deep, 1_000_000_000)).isTrue();
  }
}
