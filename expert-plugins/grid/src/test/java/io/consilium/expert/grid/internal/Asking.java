package io.consilium.expert.grid.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.GridSolution;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.json.JsonArtifacts;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Asks experts as the host does. */
final class Asking {
  private static final JsonArtifacts ARTIFACTS = new JsonArtifacts();

  private Asking() {}

  static Assignment read(String capability, String text, Settings settings) {
    Artifact source = ARTIFACTS.of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    return new Assignment(capability, "", Map.of("source", List.of(source)), settings);
  }

  static Assignment solve(Object puzzle) {
    return new Assignment(
        "grid.solve", "", Map.of("grid", List.of(ARTIFACTS.of(puzzle))), Settings.EMPTY);
  }

  static ExpertOutcome ask(Expert expert, Assignment assignment, CallContext context) {
    try {
      return expert.solve(assignment, context);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static <T> T output(Expert expert, Assignment assignment, String name, Class<T> type) {
    ExpertOutcome outcome = ask(expert, assignment, TestContext.create());
    assertThat(outcome).isInstanceOf(Solved.class);
    return value(outcome, name, type);
  }

  static <T> T value(ExpertOutcome outcome, String name, Class<T> type) {
    try {
      return ARTIFACTS.read(((Solved) outcome).outputs().get(name), type);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  static GridSolution solution(Expert expert, Object puzzle) {
    return output(expert, solve(puzzle), "solution", GridSolution.class);
  }

  static String refusal(Expert expert, Assignment assignment) {
    ExpertOutcome outcome = ask(expert, assignment, TestContext.create());
    assertThat(outcome).isInstanceOf(Declined.class);
    Declined declined = (Declined) outcome;
    assertThat(declined.code()).isEqualTo(Declined.BAD_INPUT);
    return declined.message();
  }
}
