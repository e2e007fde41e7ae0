package io.consilium.framework.engine.internal;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a guest has in hand of its call; once that has ended, nothing that it says is heard. A guest
 * may lock this object, so nobody else does: who waited for it would be the guest's prisoner.
 * Thread-safe.
 */
final class GuestContext implements CallContext {
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final Guests guests;
  private final CallSpec spec;
  private final Object lock = new Object();
  private final List<Runnable> cancelActions = new ArrayList<>();
  private volatile long deadline;
  private volatile boolean stopped;
  private volatile boolean ended;

  GuestContext(Guests guests, CallSpec spec) {
    this.guests = guests;
    this.spec = spec;
    this.deadline = spec.expires();
  }

  /** It may go on until then, as {@link System#nanoTime()} has it. */
  void until(long nanoTime) {
    deadline = nanoTime;
  }

  /** It is asked to end: what the guest wants done then is done. Never blocks. */
  void stop() {
    List<Runnable> actions;
    synchronized (lock) {
      stopped = true;
      actions = List.copyOf(cancelActions);
      cancelActions.clear();
    }
    actions.forEach(guests::apart);
  }

  /** It has ended. */
  void end() {
    synchronized (lock) {
      ended = true;
      cancelActions.clear();
    }
  }

  boolean overdue() {
    return System.nanoTime() - deadline >= 0;
  }

  @Override
  public Position position() {
    return spec.position();
  }

  @Override
  public Instant deadline() {
    return Instant.now().plus(remaining());
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  @Override
  public boolean cancelled() {
    return stopped || overdue();
  }

  @Override
  public void onCancel(Runnable action) {
    Objects.requireNonNull(action, "action");
    synchronized (lock) {
      if (!stopped) {
        if (!ended) {
          cancelActions.add(action);
        }
        return;
      }
    }
    guests.apart(action);
  }

  @Override
  public long seed() {
    return spec.seed();
  }

  @Override
  public int threads() {
    return THREADS;
  }

  @Override
  public Artifacts artifacts() {
    return Slots.ARTIFACTS;
  }

  @Override
  public void progress(String message) {
    if (message != null && !stopped && !ended) {
      spec.progress().accept(Guests.cut(message, Limits.Output.MESSAGE));
    }
  }
}
