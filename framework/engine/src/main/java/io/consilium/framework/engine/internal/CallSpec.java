package io.consilium.framework.engine.internal;

import io.consilium.api.task.Position;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The bounds of one call.
 *
 * @param timeoutNanos longest time from its start
 * @param expires {@link System#nanoTime()} at which it ends in any case, waiting time included
 * @param progress told what the guest says
 * @param nature what follows from it for its guest and for the world
 */
record CallSpec(
    Position position,
    long timeoutNanos,
    long expires,
    long seed,
    Consumer<String> progress,
    Nature nature) {
  static final Consumer<String> SILENT = message -> {};

  /** What a call is. */
  enum Nature {
    /** Work that changes nothing in the world: while it waits, another may be asked instead. */
    PURE,
    /** Work that may. */
    WITH_EFFECTS,
    /** Work of the past, done again for an auditor: it says nothing of how the guest does now. */
    REPLAYED
  }

  /** One that changes nothing in the world. */
  CallSpec(
      Position position, long timeoutNanos, long expires, long seed, Consumer<String> progress) {
    this(position, timeoutNanos, expires, seed, progress, Nature.PURE);
  }

  /**
   * One that no task bounds, of a guest that may take so long, and be waited for as long before.
   */
  static CallSpec unbound(Position position, Duration timeout, long seed) {
    long nanos = Budgets.nanos(timeout);
    return new CallSpec(position, nanos, System.nanoTime() + 2 * nanos, seed, SILENT);
  }
}
