package io.consilium.framework.engine.internal;

import io.consilium.api.task.Position;
import java.util.function.Consumer;

/**
 * The bounds of one call.
 *
 * @param timeoutNanos longest time from its start
 * @param expires {@link System#nanoTime()} at which it ends in any case, waiting time included
 * @param progress told what the guest says
 * @param moves whether it may be asked of another while it waits, if its guest is being taken out
 */
record CallSpec(
    Position position,
    long timeoutNanos,
    long expires,
    long seed,
    Consumer<String> progress,
    boolean moves) {
  static final Consumer<String> SILENT = message -> {};

  /** One that changes nothing in the world. */
  CallSpec(
      Position position, long timeoutNanos, long expires, long seed, Consumer<String> progress) {
    this(position, timeoutNanos, expires, seed, progress, true);
  }
}
