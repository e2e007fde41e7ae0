package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void whatAGuestSaysIsOneLineThatActsOnNoTerminal() {
    assertThat(Words.said("a\r\nb\u001b[31mc\u009b31md\u2028e\u202ef"))
        .isEqualTo("a b [31mc 31md e f");
    assertThat(Words.said("half \ud800 of one")).isEqualTo("half ? of one");
    assertThat(Words.said("Grüße, 世界 👩‍🚀")).isEqualTo("Grüße, 世界 👩‍🚀");
    assertThat(Words.said("x".repeat(3_000))).hasSize(2_000);
    assertThat(Words.said(null)).isEmpty();
  }
}
