package io.consilium.framework.deployer.internal;

import io.consilium.framework.engine.Engine;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for the engine: until new code is warm, until old code is idle. Code is told by the bundle
 * that it runs as: a replay may have the same bytes at work in another, whose calls and troubles
 * are its own.
 */
class Traffic {
  private static final long LOOK_MILLIS = 20;
  private static final String EXPERT = "expert";

  /** A call that was routed before its code retired may take this long to begin. */
  private static final int QUIET_LOOKS = 10;

  /** The engine waits half a second for a call that it cancelled. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(2);

  private final Supplier<Engine> engine;

  /**
   * @param engine gives null while there is none
   */
  Traffic(Supplier<Engine> engine) {
    this.engine = engine;
  }

  /** How a bundle's services are doing in the engine. */
  record Warmth(boolean ready, List<String> troubles) {}

  /** Waits until every expert of this bundle is ready, or one has failed to warm up. */
  Warmth awaitWarm(long bundle, int experts, Duration patience) throws InterruptedException {
    await(patience, () -> ready(bundle) >= experts || !troubles(bundle).isEmpty());
    List<String> troubles = troubles(bundle);
    return new Warmth(troubles.isEmpty() && ready(bundle) >= experts, troubles);
  }

  /**
   * Waits until no call has been in flight on this bundle for a while; false if there were some
   * when time was up.
   */
  boolean awaitIdle(long bundle, Duration patience) throws InterruptedException {
    int[] quiet = {0};
    return await(
        patience,
        () -> {
          quiet[0] = inFlight(bundle) == 0 ? quiet[0] + 1 : 0;
          return quiet[0] > QUIET_LOOKS;
        });
  }

  /** Cancels what is in flight, and waits until it has come back or is given up. */
  void cancel(long bundle) throws InterruptedException {
    Engine now = engine.get();
    if (now != null) {
      now.cancelCalls(bundle);
      await(GIVEN_UP, () -> inFlight(bundle) == 0);
    }
  }

  int inFlight(long bundle) {
    return of(bundle).stream().mapToInt(Engine.Installed::inFlight).sum();
  }

  private long ready(long bundle) {
    return of(bundle).stream().filter(one -> one.ready() && one.kind().equals(EXPERT)).count();
  }

  private List<String> troubles(long bundle) {
    return of(bundle).stream().flatMap(one -> one.trouble().stream()).toList();
  }

  private List<Engine.Installed> of(long bundle) {
    Engine now = engine.get();
    return now == null
        ? List.of()
        : now.installed().stream().filter(one -> one.osgiBundle() == bundle).toList();
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
