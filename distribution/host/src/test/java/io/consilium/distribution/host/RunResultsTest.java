package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunResultsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(printed(out), printed(new ByteArrayOutputStream()));
  private final RunResults results =
      new RunResults(terminal, "p", null, new RunResults.Form(true, false, false));

  @Test
  void aTaskWhoseHostEndsWhileItWaitsForPeopleIsNotToBeRunAgain() {
    results.began(progress("t-1", "task-admitted"));
    results.began(progress("t-1", "approval-asked"));

    assertThat(results.end(Path.of("log"))).isEqualTo(ExitCode.OUR_FAULT);
    assertThat(shown())
        .contains("It waits on, and goes on when the host is started again.")
        .doesNotContain("run it again");
  }

  @Test
  void aTaskWhoseHostEndsWhileItIsWorkedOnIsToBeRunAgain() {
    results.began(progress("t-1", "approval-asked"));
    results.began(progress("t-2", "approval-asked"));
    results.began(progress("t-1", "approval-ended"));

    results.end(Path.of("log"));
    assertThat(shown().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("t-1", "Maybe run it again."),
            second -> assertThat(second).contains("t-2", "It waits on"));
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream printed(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static JsonNode progress(String task, String kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("event", "progress")
        .put("task", task)
        .put("kind", kind);
  }
}
