package io.consilium.framework.deployer.internal;

import io.consilium.framework.engine.Engine;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for the engine: until new code is warm, until old code is idle. */
class Traffic {
  private static final long LOOK_MILLIS = 20;

  /** A call that was routed before its code retired may take this long to begin. */
  private static final int QUIET_LOOKS = 10;

  private final Supplier<Engine> engine;

  /**
   * @param engine gives null while there is none
   */
  Traffic(Supplier<Engine> engine) {
    this.engine = engine;
  }

  /** How code is doing in the engine. */
  record Warmth(boolean ready, List<String> troubles) {}

  /** Waits until every service of this code is ready, or one has failed to warm up. */
  Warmth awaitWarm(String digest, int services, Duration patience) throws InterruptedException {
    await(patience, () -> ready(digest) >= services || !troubles(digest).isEmpty());
    List<String> troubles = troubles(digest);
    return new Warmth(troubles.isEmpty() && ready(digest) >= services, troubles);
  }

  /**
   * Waits until no call has been in flight on this code for a while; false if there were some when
   * time was up.
   */
  boolean awaitIdle(String digest, Duration patience) throws InterruptedException {
    int[] quiet = {0};
    return await(
        patience,
        () -> {
          quiet[0] = inFlight(digest) == 0 ? quiet[0] + 1 : 0;
          return quiet[0] > QUIET_LOOKS;
        });
  }

  int inFlight(String digest) {
    return of(digest).stream().mapToInt(Engine.Installed::inFlight).sum();
  }

  private long ready(String digest) {
    return of(digest).stream().filter(Engine.Installed::ready).count();
  }

  private List<String> troubles(String digest) {
    return of(digest).stream().flatMap(one -> one.trouble().stream()).toList();
  }

  private List<Engine.Installed> of(String digest) {
    Engine now = engine.get();
    return now == null
        ? List.of()
        : now.installed().stream().filter(one -> one.digest().equals(digest)).toList();
  }

  /** Looks until it is so; false if it is not when time is up. */
  static boolean await(Duration patience, BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }
}
