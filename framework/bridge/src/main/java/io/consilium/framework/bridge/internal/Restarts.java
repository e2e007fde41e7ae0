package io.consilium.framework.bridge.internal;

import java.time.Duration;

/**
 * When a process that ended is started again: at once the first time, then after pauses that double
 * up to a minute; after too many ends in a row only when it is called. An answered call forgets
 * them. Thread-safe.
 */
final class Restarts {
  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 60_000;

  private final int most;
  private int ends;
  private String why = "";

  Restarts(int most) {
    this.most = most;
  }

  synchronized void ended(String words) {
    ends++;
    why = words;
  }

  synchronized void answered() {
    ends = 0;
  }

  synchronized int ends() {
    return ends;
  }

  synchronized String why() {
    return why;
  }

  /** Whether it is started again though nobody calls. */
  synchronized boolean eager() {
    return ends <= most;
  }

  /** From its last end to its next start. */
  synchronized Duration pause() {
    if (ends < 2) {
      return Duration.ZERO;
    }
    int doublings = Math.min(ends - 2, 20);
    return Duration.ofMillis(Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings));
  }
}
