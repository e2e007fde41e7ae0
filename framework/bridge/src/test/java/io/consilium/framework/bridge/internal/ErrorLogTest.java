package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorLogTest {
  private final List<String> said = new ArrayList<>();

  private ErrorLog read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ErrorLog log = new ErrorLog(new ByteArrayInputStream(bytes), said::add);
    log.run();
    return log;
  }

  @Test
  void linesArePassedOnAndTheLastOneIsRemembered() {
    ErrorLog log = read("one\n\n  \ntwo");
    assertThat(said).containsExactly("one", "two");
    assertThat(log.last()).isEqualTo("two");
  }

  @Test
  void aFloodIsCountedAndALongLineCut() {
    ErrorLog log = read("x".repeat(50_000) + "\n" + "y\n".repeat(5_000));
    assertThat(said).hasSize(101);
    assertThat(said.get(0)).hasSize(2_000);
    assertThat(said.get(100)).isEqualTo("(4901 more lines are left out)");
    assertThat(log.last()).isEqualTo("y");
  }
}
