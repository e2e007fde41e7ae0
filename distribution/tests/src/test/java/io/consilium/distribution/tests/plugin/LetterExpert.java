package io.consilium.distribution.tests.plugin;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.MediaType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives its text back. What has effects also sends it first, which is a line in the file that the
 * setting {@code to} names; when that was {@code hold}, it does not come back before it is
 * cancelled.
 */
public final class LetterExpert implements Expert {
  private final String id;
  private final Effect effect;

  LetterExpert(String id, Effect effect) {
    this.id = id;
    this.effect = effect;
  }

  @Override
  public ExpertDescriptor descriptor() {
    Map<String, MediaType> text = Map.of("text", MediaType.TEXT);
    return new ExpertDescriptor(
        id,
        "Handles letters.",
        List.of(new Capability(id, text, text)),
        effect,
        Determinism.DETERMINISTIC,
        1,
        Duration.ofSeconds(50),
        4);
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    byte[] bytes = context.artifacts().bytes(assignment.input("text"), 10_000);
    String text = new String(bytes, StandardCharsets.UTF_8).trim();
    if (effect != Effect.PURE) {
      Files.writeString(
          Path.of(assignment.parameters().text("to", "")),
          text + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      while (text.equals("hold") && !context.cancelled()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return ExpertOutcome.solved("text", context.artifacts().of(MediaType.TEXT, bytes), 1);
  }
}
