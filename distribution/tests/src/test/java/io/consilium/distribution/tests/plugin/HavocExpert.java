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
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;

/**
 * Ends its process in the way that its text names; on any other text, says which process it runs
 * in. Its id and capability are its bundle's symbolic name.
 */
public final class HavocExpert implements Expert {
  private final String name;

  @Inject
  HavocExpert(BundleContext context) {
    name = context.getBundle().getSymbolicName();
  }

  @Override
  public ExpertDescriptor descriptor() {
    Map<String, MediaType> text = Map.of("text", MediaType.TEXT);
    return new ExpertDescriptor(
        name,
        "Ends its process.",
        List.of(new Capability(name, text, text)),
        Effect.PURE,
        Determinism.VARYING,
        1,
        Duration.ofSeconds(8),
        2);
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    byte[] bytes = context.artifacts().bytes(assignment.input("text"), 10_000);
    String text = new String(bytes, StandardCharsets.UTF_8).trim();
    switch (text) {
      case "crash" -> crash();
      case "exit" -> System.exit(7);
      case "exhaust" -> exhaust();
      case "spin" -> spin();
      default -> System.out.println("What a plugin prints is no message: " + text);
    }
    String process = Long.toString(ProcessHandle.current().pid());
    return ExpertOutcome.solved(
        "text",
        context.artifacts().of(MediaType.TEXT, process.getBytes(StandardCharsets.UTF_8)),
        1);
  }

  /** Writes where nobody may: the same as a broken native library. */
  private static void crash() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
  }

  private static void exhaust() {
    List<long[]> all = new ArrayList<>();
    while (!all.isEmpty() || all.add(new long[1])) {
      all.add(new long[1 << 17]);
    }
  }

  /** Listens to nobody, until its process ends. */
  private static void spin() {
    long turns = 0;
    while (turns >= 0) {
      turns = (turns + 1) % Long.MAX_VALUE;
    }
  }
}
