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
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;

/** Does what its text says, which is what no expert should do; with {@code behave} it does not. */
public final class HostileExpert implements Expert, AutoCloseable {
  /** Its id, its capability and its bundle's name. */
  public static final String NAME = "bench.hostile";

  /** How long a call of it may take. */
  public static final Duration TIMEOUT = Duration.ofMillis(500);

  private static final int THREADS_A_CALL = 10;
  private static final int MEGABYTE = 1 << 20;

  private final BundleContext context;
  private final AtomicBoolean flapping = new AtomicBoolean();
  private volatile boolean stays;
  private volatile long spun;

  @Inject
  HostileExpert(BundleContext context) {
    this.context = context;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return described(NAME);
  }

  private static ExpertDescriptor described(String id) {
    Map<String, MediaType> text = Map.of("text", MediaType.TEXT);
    return new ExpertDescriptor(
        id,
        "Misbehaves.",
        List.of(new Capability(id, text, text)),
        Effect.PURE,
        Determinism.VARYING,
        1,
        TIMEOUT,
        2);
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext call) throws Exception {
    byte[] bytes = call.artifacts().bytes(assignment.input("text"), 1_000);
    switch (new String(bytes, StandardCharsets.UTF_8).trim()) {
      case "leak-threads" -> leakThreads();
      case "block" -> block();
      case "spin" -> spin();
      case "allocate" -> allocate();
      case "exit" -> System.exit(3);
      case "error" -> throw new InternalError("The reel is empty.");
      case "null" -> {
        return null;
      }
      case "flap" -> flap();
      case "hang-on-stop" -> stays = true;
      case "crash" -> crash();
      default -> Thread.sleep(1);
    }
    return ExpertOutcome.solved("text", call.artifacts().of(MediaType.TEXT, bytes), 1);
  }

  private static void leakThreads() {
    for (int i = 0; i < THREADS_A_CALL; i++) {
      Thread thread = new Thread(HostileExpert::block, "bench-leaked");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** For ever, and deaf to interrupts. */
  private static void block() {
    while (true) {
      LockSupport.park();
      Thread.interrupted();
    }
  }

  private void spin() {
    while (spun >= 0) {
      spun++;
    }
  }

  private static void allocate() {
    List<byte[]> kept = new ArrayList<>();
    while (true) {
      kept.add(new byte[MEGABYTE]);
    }
  }

  /** Comes and goes as a service until its bundle stops. */
  private void flap() {
    if (flapping.getAndSet(true)) {
      return;
    }
    Thread thread = new Thread(this::comeAndGo, "bench-flapping");
    thread.setDaemon(true);
    thread.start();
  }

  private void comeAndGo() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("consilium.id", NAME + ".flapping");
    Expert other = new Flapping();
    try {
      while (true) {
        context.registerService(Expert.class, other, properties).unregister();
      }
    } catch (IllegalStateException e) {
      flapping.set(false); // its bundle stopped
    }
  }

  /** Writes to address 0, as broken native code does. */
  private static void crash() throws Exception {
    Class<?> type = Class.forName("sun.misc.Unsafe", true, ClassLoader.getPlatformClassLoader());
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
  }

  @Override
  public void close() {
    if (stays) {
      block();
    }
  }

  private static final class Flapping implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      return described(NAME + ".flapping");
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext call) {
      return ExpertOutcome.absent("It only comes and goes.");
    }
  }
}
