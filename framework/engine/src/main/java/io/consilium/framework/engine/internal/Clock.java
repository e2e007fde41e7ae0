package io.consilium.framework.engine.internal;

import java.util.function.LongSupplier;

/**
 * A task's own time. It stands still while people are waited for and no plugin works for the task;
 * while one does it runs, so that the budget's time bounds all work. Thread-safe.
 */
final class Clock {
  private final LongSupplier nanos;
  private final long started;
  private long budget;
  private long stood;
  private long since;
  private int waits;
  private int calls;

  /**
   * Begins to run.
   *
   * @param nanos monotonic, as {@link System#nanoTime}
   * @param used nanoseconds that the task has had before
   * @param budget nanoseconds that it has in all
   */
  Clock(LongSupplier nanos, long used, long budget) {
    this.nanos = nanos;
    this.started = nanos.getAsLong() - used;
    this.budget = budget;
  }

  /** No more than this in all. */
  synchronized void cap(long most) {
    budget = Math.min(budget, most);
  }

  /** When time runs out, if it does not stand still from here on. */
  long deadline() {
    return deadline(nanos.getAsLong());
  }

  boolean expired() {
    long now = nanos.getAsLong();
    return now - deadline(now) >= 0;
  }

  long elapsedMillis() {
    long now = nanos.getAsLong();
    return (now - started - stood(now)) / 1_000_000;
  }

  private synchronized long deadline(long now) {
    return started + budget + stood(now);
  }

  /** So many more people are waited for, or fewer. */
  void waits(int more) {
    count(more, 0);
  }

  /** So many more calls of plugins are under way, or fewer. */
  void calls(int more) {
    count(0, more);
  }

  private synchronized void count(int moreWaits, int moreCalls) {
    long now = nanos.getAsLong();
    stood = stood(now);
    since = now;
    waits += moreWaits;
    calls += moreCalls;
  }

  private synchronized long stood(long now) {
    return stood + (waits > 0 && calls == 0 ? now - since : 0);
  }
}
