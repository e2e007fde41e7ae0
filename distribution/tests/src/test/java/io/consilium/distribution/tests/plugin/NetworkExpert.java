package io.consilium.distribution.tests.plugin;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.MediaType;
import io.consilium.framework.neural.Act;
import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.Outputs;
import io.consilium.framework.neural.Trm;
import io.consilium.framework.neural.TrmConfig;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;

/**
 * Thinks one step with a network on ND4J and says which version of itself did. A text {@code
 * stop:k} makes it tell a semaphore among the system properties when it is before the k-th block,
 * and wait there for the task's cancellation.
 */
public final class NetworkExpert implements Expert {
  /** The semaphore's name. */
  public static final String INSIDE = "test.inside";

  private static final String NAME = "test.network";

  private final String version;
  private final Trm network =
      Trm.create(
          new TrmConfig(
              16,
              6,
              32,
              2,
              2,
              2,
              2,
              1,
              0,
              0,
              1,
              NetworkConfig.Positions.ROPE,
              false,
              true,
              0,
              0,
              4,
              0),
          1);

  @Inject
  NetworkExpert(BundleContext context) {
    version = context.getBundle().getVersion().toString();
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        NAME,
        "Thinks a step.",
        new Capability(NAME, Map.of("text", MediaType.TEXT), Map.of("text", MediaType.TEXT)));
  }

  @Override
  public synchronized ExpertOutcome solve(Assignment assignment, CallContext context)
      throws Exception {
    byte[] bytes = context.artifacts().bytes(assignment.input("text"), 10_000);
    String text = new String(bytes, StandardCharsets.UTF_8).trim();
    int last = text.startsWith("stop:") ? Integer.parseInt(text.substring("stop:".length())) : -1;
    AtomicInteger block = new AtomicInteger();
    Act act = Act.evaluate().stoppedBy(() -> block.getAndIncrement() == last && stopped(context));
    Batch batch = Batch.of(1, new int[16]);
    Outputs outputs = network.step(network.initialCarry(batch), batch, act).outputs();
    String answer = version + (Float.isFinite(outputs.halt()[0]) ? "" : " failed");
    return ExpertOutcome.solved(
        "text", context.artifacts().of(MediaType.TEXT, answer.getBytes(StandardCharsets.UTF_8)), 1);
  }

  private static boolean stopped(CallContext context) {
    ((Semaphore) System.getProperties().get(INSIDE)).release();
    while (!context.cancelled()) {
      Thread.onSpinWait();
    }
    return true;
  }
}
