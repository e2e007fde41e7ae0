package io.consilium.framework.engine.internal;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
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
  private final Object interrupting = new Object();
  private Thread thread;
  private volatile Thread interruptible;
  private long started;
  private long deadline;
  private Future<?> timer;
  private boolean reported;
  private boolean ownTime;
  private int pass = Circuit.NO_PASS;
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
      if (guest.stage() == Guest.Stage.GONE) {
        // It left meanwhile, and may not have seen this call.
        stopIfItWaits(How.GONE);
      }
    } catch (RejectedExecutionException e) {
      stop(How.GONE);
    } catch (OutOfMemoryError e) {
      // No thread is to be had.
      stopIfItWaits(How.CANCELLED);
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
    How refused = start();
    if (refused != null) {
      stop(refused);
      guest.exit(this, false);
      return;
    }
    How how = How.RETURNED;
    T value = null;
    String message = "";
    try (Account.Span span = guest.account().span()) {
      S service = guest.lease().acquire();
      if (service == null) {
        how = How.GONE;
        unbegun();
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

  /** Why it may not begin; null once it has begun. */
  private synchronized How start() {
    if (cause != null || System.nanoTime() - spec.expires() >= 0) {
      return How.TIMED_OUT;
    }
    if (guest.stage() == Guest.Stage.GONE) {
      return How.GONE;
    }
    if (judged()) {
      pass = guest.circuit().enter();
      if (pass == Circuit.NO_PASS && guest.replaceable()) {
        return How.BARRED;
      }
      guest.account().called();
    }
    thread = Thread.currentThread();
    interruptible = thread;
    started = System.nanoTime();
    ownTime = started + spec.timeoutNanos() - spec.expires() <= 0;
    deadline = ownTime ? started + spec.timeoutNanos() : spec.expires();
    arm(deadline - started);
    return null;
  }

  /** Not what the host asks for its own sake, who it is and to warm up, nor what is replayed. */
  private boolean judged() {
    return !ofTheHost() && spec.nature() != CallSpec.Nature.REPLAYED;
  }

  private boolean ofTheHost() {
    return spec.position().equals(Position.HOST);
  }

  /** The guest was not there to be asked. */
  private synchronized void unbegun() {
    started = 0;
  }

  private void finish(How how, T value, String message) {
    boolean lost;
    How why;
    synchronized (interrupting) {
      interruptible = null;
      Thread.interrupted();
    }
    synchronized (this) {
      thread = null;
      lost = reported;
      reported = true;
      why = cause;
    }
    Thread.currentThread().setContextClassLoader(DaemonThreads.class.getClassLoader());
    if (lost) {
      guests.find(guest);
    } else if (why == null) {
      deliver(how, value, message);
    } else {
      deliver(why, null, Guests.say(why, guest.id()));
    }
  }

  /** Asks the call to end; the first cause counts. Never blocks. */
  void stop(How why) {
    stop(why, false);
  }

  /** Ends it as GONE if it still waits and another may be asked; the host asks this very one. */
  void moveOn() {
    if (spec.nature() == CallSpec.Nature.PURE && !ofTheHost()) {
      stopIfItWaits(How.GONE);
    }
  }

  /** Ends it if it has not begun. */
  void stopIfItWaits(How why) {
    stop(why, true);
  }

  private void stop(How why, boolean ifItWaits) {
    List<Runnable> actions;
    boolean running;
    synchronized (this) {
      if (reported || cause != null || ifItWaits && started != 0) {
        return;
      }
      cause = why;
      actions = cancelActions;
      running = thread != null;
    }
    if (!running) {
      report(why);
    } else {
      guests.after(guests.limits().grace().toNanos(), this::abandon);
      guests.apart(this::interrupt);
      actions.forEach(guests::apart);
    }
  }

  /** An interrupt closes the channel that is blocked on, which is the guest's code, too. */
  private void interrupt() {
    synchronized (interrupting) {
      if (interruptible != null) {
        interruptible.interrupt();
      }
    }
  }

  private void abandon() {
    synchronized (this) {
      if (reported || thread == null) {
        return;
      }
      reported = true;
      guests.lose(guest);
    }
    deliver(How.ABANDONED, null, Guests.say(How.ABANDONED, guest.id()));
  }

  private void report(How how) {
    synchronized (this) {
      if (reported) {
        return;
      }
      reported = true;
    }
    deliver(how, null, Guests.say(how, guest.id()));
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
    judge(how, value);
    done.accept(new Ended<>(how, value, message, nanos));
  }

  /** What its end says of the guest is known before anybody follows from it. */
  private void judge(How how, T value) {
    if (!judged() || guest.stage() == Guest.Stage.GONE) {
      return;
    }
    Circuit.End end = end(how, value);
    if (end == Circuit.End.FAULT) {
      guest.account().faulted();
    }
    guest.circuit().leave(pass, end);
    if (end == Circuit.End.FAULT && guest.replaceable() && !guest.circuit().admits()) {
      guest.turnAway();
    }
  }

  private Circuit.End end(How how, T value) {
    switch (how) {
      case RETURNED:
        boolean broke = value instanceof State.Returned r && r.outcome() == Outcome.BROKE;
        return broke ? Circuit.End.FAULT : Circuit.End.FINE;
      case THREW:
      case ABANDONED:
        return Circuit.End.FAULT;
      case TIMED_OUT:
        return ownTime ? Circuit.End.FAULT : Circuit.End.NOTHING;
      default:
        return Circuit.End.NOTHING;
    }
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
      spec.progress().accept(Guests.cut(message, Limits.Output.MESSAGE));
    }
  }
}
