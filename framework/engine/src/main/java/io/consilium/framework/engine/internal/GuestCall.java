package io.consilium.framework.engine.internal;

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
final class GuestCall<S, T> implements Runnable {
  private final Guests guests;
  private final Guest<S> guest;
  private final CallSpec spec;
  private final Work<S, T> work;
  private final Consumer<Ended<T>> done;
  private final GuestContext context;
  private final Conduct conduct;
  private final Object interrupting = new Object();
  private Thread thread;
  private volatile Thread interruptible;
  private long started;
  private How overdue = How.EXPIRED;
  private Future<?> timer;
  private boolean reported;
  private How cause;

  GuestCall(
      Guests guests, Guest<S> guest, CallSpec spec, Work<S, T> work, Consumer<Ended<T>> done) {
    this.guests = guests;
    this.guest = guest;
    this.spec = spec;
    this.work = work;
    this.done = done;
    this.context = new GuestContext(guests, spec);
    this.conduct = new Conduct(guest, spec);
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
    Throwable thrown = null;
    try (Account.Span span = guest.account().span()) {
      S service = guest.lease().acquire();
      if (service == null) {
        how = How.GONE;
        unbegun();
      } else {
        try {
          Thread.currentThread().setContextClassLoader(service.getClass().getClassLoader());
          value = work.apply(service, context);
        } finally {
          guest.lease().release();
        }
      }
    } catch (Throwable e) {
      how = How.THREW;
      thrown = e;
    }
    finish(how, value, thrown);
  }

  /** Why it may not begin; null once it has begun. */
  private synchronized How start() {
    if (cause != null || System.nanoTime() - spec.expires() >= 0) {
      return How.EXPIRED;
    }
    if (guest.stage() == Guest.Stage.GONE) {
      return How.GONE;
    }
    if (!conduct.begins()) {
      return How.BARRED;
    }
    thread = Thread.currentThread();
    interruptible = thread;
    started = System.nanoTime();
    boolean own = started + spec.timeoutNanos() - spec.expires() <= 0;
    long deadline = own ? started + spec.timeoutNanos() : spec.expires();
    overdue = own ? How.TIMED_OUT : How.EXPIRED;
    context.until(deadline);
    arm(deadline - started);
    return null;
  }

  /** The guest was not there to be asked. */
  private synchronized void unbegun() {
    started = 0;
  }

  private void finish(How how, T value, Throwable thrown) {
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
      // It may see that its time is up before it is told so.
      why = cause == null && thrown != null && context.overdue() ? overdue : cause;
    }
    Thread.currentThread().setContextClassLoader(DaemonThreads.class.getClassLoader());
    if (lost) {
      guests.find(guest);
    } else if (why != null) {
      deliver(why, null, Guests.say(why, guest.id()));
    } else if (thrown != null) {
      deliver(how, null, "The plugin " + guest.id() + " broke: " + Guests.say(thrown));
    } else {
      deliver(how, value, Guests.say(how, guest.id()));
    }
  }

  /** Asks the call to end; the first cause counts. Never blocks. */
  void stop(How why) {
    stop(why, false);
  }

  /** Ends it as GONE if it still waits and another may be asked; the host asks this very one. */
  void moveOn() {
    if (spec.nature() == CallSpec.Nature.PURE && !Conduct.ofTheHost(spec)) {
      stopIfItWaits(How.GONE);
    }
  }

  /** Ends it if it has not begun. */
  void stopIfItWaits(How why) {
    stop(why, true);
  }

  private void stop(How why, boolean ifItWaits) {
    boolean running;
    synchronized (this) {
      if (reported || cause != null || ifItWaits && started != 0) {
        return;
      }
      cause = why;
      running = thread != null;
    }
    if (!running) {
      report(why);
    } else {
      guests.after(guests.limits().grace().toNanos(), this::abandon);
      context.stop();
      guests.apart(this::interrupt);
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
    context.end();
    guest.exit(this, nanos == 0);
    // What its end says of the guest is known before anybody follows from it.
    conduct.ends(how, value);
    done.accept(new Ended<>(how, value, message, nanos));
  }

  /** Where no memory is left for another timer, the one before still counts. */
  private synchronized void arm(long nanos) {
    How then = overdue;
    Future<?> next = guests.after(Math.max(0, nanos), () -> stop(then));
    if (timer != null) {
      timer.cancel(false);
    }
    timer = next;
  }
}
