package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Digest;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drafts for tests. */
final class Samples {
  private Samples() {}

  static Artifact text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static Artifact bytes(byte[] bytes) {
    return new Artifact(
        MediaType.TEXT, bytes.length, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
  }

  static Position at(String task) {
    return new Position(task, "", 0, 1, 0);
  }

  static Draft admitted(String task, String input) {
    return new Draft(
        new Position(task, "", 0, 0, 0),
        new Body.TaskAdmitted(
            "p",
            "00",
            "report.forecast",
            List.of("image"),
            Budget.DEFAULT,
            Principal.LOCAL,
            1_000,
            42),
        List.of(new Code("p", "b", "1.0.0", "00", Optional.empty(), Map.of())),
        Map.of("input.0", text(input), "label.0", text("page.png")));
  }

  static Draft failed(String task, String code) {
    return new Draft(at(task), new Body.PlanFailed("planner", code), List.of(), Map.of());
  }

  static Draft released(String task) {
    return new Draft(
        at(task),
        new Body.AnswerReleased(Body.AnswerReleased.Kind.REFUSED, HaltReason.NO_PLAN, Map.of()),
        List.of(),
        Map.of("message", text("No plan.")));
  }
}
