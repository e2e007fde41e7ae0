package io.consilium.framework.engine.internal;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One call of a guest: waits for a slot of the guest's lane, runs under a deadline, and reports
 * exactly once how it ended. To stop it, its cancel actions run and its thread is interrupted; if
 * the thread is not back after the grace period, the call is reported as abandoned and its slot is
 * lost until the thread does come back. The only place that calls plugins, so the only one that
 * catches everything.
 */
final class GuestCall<S, T> implements Runnable, CallContext {
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final Guests guests;
  private final Guest<S> guest;
  private final CallSpec spec;
  private final Work<S, T> work;
  private final Consumer<Ended<T>> done;
  private List<Runnable> cancelActions = List.of();
  private Thread thread;
  private long started;
  private long deadline;
  private Future<?> timer;
  private boolean reported;
  private volatile How cause;

  GuestCall(
      Guests guests, Guest<S> guest, CallSpec spec, Work<S, T> work, Consumer<Ended<T>> done) {
    this.guests = guests;
    this.guest = guest;
    this.spec = spec;
    this.work = work;
    this.done = done;
    this.deadline = spec.expires();
  }

  /** Waits for a slot; called once. */
  void begin() {
    try {
      guest.enter(this);
    } catch (RejectedExecutionException e) {
      stop(How.GONE);
    }
    await();
  }

  /** Whoever waits has a deadline too: the slot ahead may never come free. */
  private synchronized void await() {
    if (started == 0 && !reported) {
      arm(spec.expires() - System.nanoTime());
    }
  }

  @Override
  public void run() {
    if (!start()) {
      stop(How.TIMED_OUT);
      guest.exit(this, false);
      return;
    }
    How how = How.RETURNED;
    T value = null;
    String message = "";
    try {
      S service = guest.lease().acquire();
      if (service == null) {
        how = How.GONE;
        message = "The plugin " + guest.id() + " is gone.";
      } else {
        try {
          Thread.currentThread().setContextClassLoader(service.getClass().getClassLoader());
          value = work.apply(service, this);
        } finally {
          guest.lease().release();
        }
      }
    } catch (Throwable e) {
      how = How.THREW;
      message = "The plugin " + guest.id() + " broke: " + Guests.say(e);
    }
    finish(how, value, message);
  }

  private synchronized boolean start() {
    if (cause != null || System.nanoTime() - spec.expires() >= 0) {
      return false;
    }
    thread = Thread.currentThread();
    started = System.nanoTime();
    deadline = Math.min(spec.expires(), started + spec.timeoutNanos());
    arm(deadline - started);
    return true;
  }

  private void finish(How how, T value, String message) {
    boolean lost;
    synchronized (this) {
      thread = null;
      Thread.interrupted();
      lost = reported;
    }
    Thread.currentThread().setContextClassLoader(DaemonThreads.class.getClassLoader());
    if (lost) {
      guest.find();
    } else if (cause == null) {
      report(how, value, message);
    } else {
      report(cause, null, Guests.say(cause, guest.id()));
    }
  }

  /** Asks the call to end; the first cause counts. Never blocks. */
  void stop(How why) {
    List<Runnable> actions;
    boolean running;
    synchronized (this) {
      if (reported || cause != null) {
        return;
      }
      cause = why;
      actions = cancelActions;
      running = thread != null;
      if (running) {
        thread.interrupt();
      }
    }
    if (!running) {
      report(why, null, Guests.say(why, guest.id()));
    } else {
      actions.forEach(guests::apart);
      guests.after(guests.graceNanos(), this::abandon);
    }
  }

  private void abandon() {
    synchronized (this) {
      if (reported || thread == null) {
        return;
      }
      reported = true;
      guest.lose();
    }
    guests.countLost();
    deliver(How.ABANDONED, null, Guests.say(How.ABANDONED, guest.id()));
  }

  private void report(How how, T value, String message) {
    synchronized (this) {
      if (reported) {
        return;
      }
      reported = true;
    }
    deliver(how, value, message);
  }

  private void deliver(How how, T value, String message) {
    long nanos;
    synchronized (this) {
      nanos = started == 0 ? 0 : Math.max(1, System.nanoTime() - started);
      if (timer != null) {
        timer.cancel(false);
      }
    }
    guest.exit(this, nanos == 0);
    done.accept(new Ended<>(how, value, message, nanos));
  }

  private synchronized void arm(long nanos) {
    if (timer != null) {
      timer.cancel(false);
    }
    timer = guests.after(Math.max(0, nanos), () -> stop(How.TIMED_OUT));
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
  public synchronized Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  @Override
  public boolean cancelled() {
    return cause != null || remaining().isZero();
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (cause == null) {
        List<Runnable> more = new ArrayList<>(cancelActions);
        more.add(action);
        cancelActions = more;
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
    if (message != null && cause == null) {
      spec.progress().accept(message);
    }
  }
}
