package io.consilium.framework.isolation.internal.child;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Gives back its text, unless the text names something else to do. */
final class EchoExpert implements Expert {
  volatile boolean warm;

  @Override
  public ExpertDescriptor descriptor() {
    Map<String, MediaType> text = Map.of("text", MediaType.TEXT);
    return ExpertDescriptor.pure("test.echo", "Echoes.", new Capability("test.echo", text, text));
  }

  @Override
  public void warmUp() {
    warm = true;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    byte[] bytes = context.artifacts().bytes(assignment.input("text"), 1_000_000);
    switch (new String(bytes, StandardCharsets.UTF_8)) {
      case "throw":
        throw new IllegalStateException("The reel is empty.");
      case "error":
        throw new StackOverflowError();
      case "half":
        context.progress("Half \ud800 of one.");
        throw new IllegalStateException("Half \ud800 of one.");
      case "null":
        return null;
      case "decline":
        return ExpertOutcome.absent("There is nothing to echo.");
      case "wait":
        CountDownLatch cancelled = new CountDownLatch(1);
        context.onCancel(cancelled::countDown);
        context.progress("waiting");
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          cancelled.await();
        }
        return new ExpertOutcome.Failed("cancelled", "cancelled: " + context.cancelled());
      default:
        Artifact echo = context.artifacts().of(MediaType.TEXT, bytes);
        return new ExpertOutcome.Solved(
            Map.of("text", echo), 0.5, Facts.of("seed", context.seed()));
    }
  }
}
