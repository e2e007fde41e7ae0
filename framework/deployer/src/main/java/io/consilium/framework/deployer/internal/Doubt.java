package io.consilium.framework.deployer.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was there and is not: whoever replaces a file may take it away for a moment. It counts as
 * gone when a later look, so long after the first that missed it, does not find it either. Used by
 * one thread at a time.
 *
 * @param <T> what is missed
 */
final class Doubt<T> {
  private final long patience;
  private final Map<T, Long> since = new HashMap<>();
  private final Set<T> missed = new HashSet<>();

  /**
   * @param patience from the look that misses something first to the one that believes it
   */
  Doubt(Duration patience) {
    this.patience = patience.toNanos();
  }

  /** A look begins: what the one before did not miss is missed for the first time if it is now. */
  void look() {
    since.keySet().retainAll(missed);
    missed.clear();
  }

  /** Whether something that is not there may come back; asked at each look. */
  boolean about(T what) {
    long now = System.nanoTime();
    missed.add(what);
    Long first = since.putIfAbsent(what, now);
    return first == null || now - first < patience;
  }
}
