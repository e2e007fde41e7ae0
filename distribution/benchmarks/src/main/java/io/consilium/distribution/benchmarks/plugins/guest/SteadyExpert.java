package io.consilium.distribution.benchmarks.plugins.guest;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.MediaType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;

/**
 * Waits for a moment, as if for a device, and says which version of itself answers, when that was
 * made and when it was warm, in milliseconds since 1970. Its id is its bundle's symbolic name, what
 * it can do and for how long it waits stand in its manifest.
 */
public final class SteadyExpert implements Expert {
  /** Manifest header: the capability. */
  public static final String CAPABILITY = "Bench-Capability";

  /** Manifest header: milliseconds of one call. */
  public static final String CALL_MILLIS = "Bench-Call-Millis";

  /** Manifest header: milliseconds that it takes to warm up. */
  public static final String WARM_MILLIS = "Bench-Warm-Millis";

  private static final int AT_ONCE = 16;

  private final ExpertDescriptor descriptor;
  private final String version;
  private final long callMillis;
  private final long warmMillis;
  private final long made = System.currentTimeMillis();
  private volatile long warm;

  @Inject
  SteadyExpert(BundleContext context) {
    version = context.getBundle().getVersion().toString();
    callMillis = number(context, CALL_MILLIS);
    warmMillis = number(context, WARM_MILLIS);
    descriptor =
        new ExpertDescriptor(
            context.getBundle().getSymbolicName(),
            "Says its version after a moment.",
            List.of(
                new Capability(
                    context.getBundle().getHeaders("").get(CAPABILITY),
                    Map.of("text", MediaType.TEXT),
                    Map.of("text", MediaType.TEXT))),
            Effect.PURE,
            Determinism.DETERMINISTIC,
            1,
            Duration.ofSeconds(30),
            AT_ONCE);
  }

  private static long number(BundleContext context, String header) {
    return Long.parseLong(context.getBundle().getHeaders("").get(header));
  }

  @Override
  public ExpertDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public void warmUp() {
    pause(warmMillis);
    warm = System.currentTimeMillis();
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    pause(callMillis);
    byte[] answer = (version + " " + made + " " + warm).getBytes(StandardCharsets.UTF_8);
    return ExpertOutcome.solved("text", context.artifacts().of(MediaType.TEXT, answer), 1);
  }

  private static void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
