package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineTextTest {
  private static final JsonNode LINE =
      Json.tree(
          """
          {"line": 7, "file": "list.txt", "puzzle": "1..", "solution": "123", "status": "unique",
           "by": "search", "verified": true, "steps": 3, "restarts": 1, "millis": 250}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void aRowTellsHowTheLineWasSolved() {
    assertThat(LineText.of(LINE, false))
        .startsWith("     7  unique")
        .endsWith("3 segments, 1 restarts    0.25 s  123");
  }

  @Test
  void amongSeveralFilesARowNamesItsOwn() {
    assertThat(LineText.of(LINE, true)).startsWith("list.txt:7  unique");
  }
}
