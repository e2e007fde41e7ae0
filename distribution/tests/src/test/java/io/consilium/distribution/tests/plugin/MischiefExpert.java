package io.consilium.distribution.tests.plugin;

import io.consilium.api.data.Table;
import io.consilium.api.data.Vocabulary;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Does what its text says, which is what no expert should do. */
public final class MischiefExpert implements Expert {
  private static final MediaType TABLE = Vocabulary.mediaType(Table.class);

  @Override
  public ExpertDescriptor descriptor() {
    Map<String, MediaType> in = Map.of("text", MediaType.TEXT);
    return new ExpertDescriptor(
        "test.mischief",
        "Does mischief.",
        List.of(
            new Capability("test.mischief", in, Map.of("text", MediaType.TEXT)),
            new Capability("test.rubbish", in, Map.of("table", TABLE))),
        Effect.PURE,
        Determinism.DETERMINISTIC,
        1,
        Duration.ofSeconds(1),
        2);
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    byte[] bytes = context.artifacts().bytes(assignment.input("text"), 10_000);
    byte[] rubbish = "[rubbish".getBytes(StandardCharsets.UTF_8);
    switch (new String(bytes, StandardCharsets.UTF_8).trim()) {
      case "throw":
        throw new IllegalStateException("The reel is empty.");
      case "exhaust":
        throw new OutOfMemoryError("made up");
      case "hang":
        new CountDownLatch(1).await();
        return null;
      case "stubborn":
        while (true) {
          LockSupport.parkNanos(1_000_000);
          Thread.interrupted();
        }
      case "null":
        return null;
      case "other":
        return ExpertOutcome.solved("other", context.artifacts().of(MediaType.TEXT, bytes), 1);
      default:
        return ExpertOutcome.solved("table", context.artifacts().of(TABLE, rubbish), 1);
    }
  }
}
