package io.consilium.framework.configuration.internal;

import io.consilium.framework.engine.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * How the services of a bundle do in the engine, told apart by the revision they were made with. A
 * host without an engine takes no tasks: there is nobody to wait for.
 */
final class Presence {
  private static final long LOOK_MILLIS = 20;

  /** A call that was routed before its guest retired may take this long to begin. */
  private static final int QUIET_LOOKS = 10;

  private final Supplier<Engine> engine;

  /**
   * @param engine gives null while there is none
   */
  Presence(Supplier<Engine> engine) {
    this.engine = engine;
  }

  /** How many are ready. */
  int ready(long bundle, Optional<String> revision) {
    return (int) of(bundle, revision).filter(Engine.Installed::ready).count();
  }

  /** How many are in trouble. */
  int troubled(long bundle, Optional<String> revision) {
    return troubles(bundle, revision).size();
  }

  /**
   * Waits until that many are ready, or one more is in trouble than before, or the bundle stops.
   *
   * @return why they are not, for a person; empty if they are
   */
  Optional<String> awaitReady(
      Bundle plugin, Optional<String> revision, int count, int troubled, Duration patience)
      throws InterruptedException {
    long bundle = plugin.getBundleId();
    boolean there =
        await(
            patience,
            () ->
                engine.get() == null
                    || ready(bundle, revision) >= count
                    || plugin.getState() != Bundle.ACTIVE
                    || troubled(bundle, revision) > troubled);
    if (plugin.getState() != Bundle.ACTIVE) {
      return Optional.of("it has stopped");
    }
    List<String> troubles = troubles(bundle, revision);
    if (there && troubles.size() <= troubled) {
      return Optional.empty();
    }
    return Optional.of(
        troubles.isEmpty()
            ? "it did not warm up within " + patience.toSeconds() + " s"
            : String.join("; ", troubles));
  }

  /** Waits until no call has been in flight for a while; false if there are some at the end. */
  boolean awaitIdle(long bundle, Optional<String> revision, Duration patience)
      throws InterruptedException {
    int[] quiet = {0};
    return await(
        patience,
        () -> {
          int calls = of(bundle, revision).mapToInt(Engine.Installed::inFlight).sum();
          quiet[0] = calls == 0 ? quiet[0] + 1 : 0;
          return quiet[0] > QUIET_LOOKS;
        });
  }

  private List<String> troubles(long bundle, Optional<String> revision) {
    return of(bundle, revision).flatMap(one -> one.trouble().stream()).toList();
  }

  private Stream<Engine.Installed> of(long bundle, Optional<String> revision) {
    Engine now = engine.get();
    return now == null
        ? Stream.empty()
        : now.installed().stream()
            .filter(one -> one.osgiBundle() == bundle && one.configuration().equals(revision));
  }

  private static boolean await(Duration patience, BooleanSupplier done)
      throws InterruptedException {
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
