package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.framework.engine.Engine.CircuitState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Calls guests: with a deadline, a bulkhead, a way to stop, and one outcome each. Thread-safe. */
final class Guests implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;
  private final ExecutorService news;
  private final ThreadFactory apart;
  private final AtomicInteger lost = new AtomicInteger();
  private final List<BiConsumer<Code, Circuit.Change>> listeners = new CopyOnWriteArrayList<>();
  private final Limits limits;

  Guests(Limits limits) {
    this(limits, new DaemonThreads("cancel"));
  }

  /**
   * @param apart makes the threads that nobody waits for
   */
  Guests(Limits limits, ThreadFactory apart) {
    this.limits = limits;
    this.apart = apart;
    timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("timer"));
    timer.setRemoveOnCancelPolicy(true);
    // Later there may be no thread to be had, since plugins made too many.
    timer.prestartCoreThread();
    // News that is dropped changes nothing: whoever is kept from work is kept from it all the same.
    news = DaemonThreads.one("news", Integer.MAX_VALUE, new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Starts a call; {@code done} is told once, on any thread, and must not block. */
  <S, T> GuestCall<S, T> call(
      Guest<S> guest, CallSpec spec, Work<S, T> work, Consumer<Ended<T>> done) {
    GuestCall<S, T> call = prepare(guest, spec, work, done);
    call.begin();
    return call;
  }

  /** A call that is yet to {@linkplain GuestCall#begin begin}. */
  <S, T> GuestCall<S, T> prepare(
      Guest<S> guest, CallSpec spec, Work<S, T> work, Consumer<Ended<T>> done) {
    return new GuestCall<>(this, guest, spec, work, done);
  }

  /** Calls and waits; bounded by the call's deadline and the grace period. */
  <S, T> Ended<T> ask(Guest<S> guest, CallSpec spec, Work<S, T> work) {
    CompletableFuture<Ended<T>> done = new CompletableFuture<>();
    call(guest, spec, work, done::complete);
    return done.join();
  }

  /** Threads of guests that did not come back, all guests together. */
  int lost() {
    return lost.get();
  }

  /** A thread of a guest did not come back. */
  void lose(Guest<?> guest) {
    lost.incrementAndGet();
    synchronized (guest) {
      if (guest.lose() && guest.stage() != Guest.Stage.GONE) {
        String cause = "threads lost " + guest.lost();
        tell(guest.kind(), guest.code(), new Circuit.Change(true, cause));
      }
    }
  }

  /** One came back after all. */
  void find(Guest<?> guest) {
    synchronized (guest) {
      boolean free = guest.find() && guest.circuit().state() != CircuitState.QUARANTINED;
      if (free && guest.stage() != Guest.Stage.GONE) {
        tell(guest.kind(), guest.code(), new Circuit.Change(false, "threads came back"));
      }
    }
  }

  Limits limits() {
    return limits;
  }

  /** To be told who is quarantined and who is released, in that order; may block. */
  void listen(BiConsumer<Code, Circuit.Change> listener) {
    listeners.add(listener);
  }

  void unlisten(BiConsumer<Code, Circuit.Change> listener) {
    listeners.remove(listener);
  }

  /** Where nobody stands in for a guest it is kept from nothing, so that is nobody's news. */
  private void tell(String kind, Code code, Circuit.Change change) {
    if (kind.equals(Kind.EXPERT)) {
      tell(code, change);
    }
  }

  /** Tells who listens. */
  void tell(Code code, Circuit.Change change) {
    news.execute(() -> listeners.forEach(listener -> listener.accept(code, change)));
  }

  /** The circuit of a guest to be. */
  Circuit circuit(Kind<?> kind, Code code) {
    return new Circuit(
        limits.breaker(), System::nanoTime, change -> tell(kind.name(), code, change));
  }

  Future<?> after(long nanos, Runnable action) {
    try {
      return timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The engine is closed: what is still under way is no longer timed, and nobody waits for it.
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Runs what a guest gave us on a thread that nobody waits for. */
  void apart(Runnable action) {
    Thread thread = apart.newThread(action);
    thread.setUncaughtExceptionHandler((t, e) -> {});
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // No thread is to be had: who leaks them misses what it asked for, and nobody else.
    }
  }

  /** Why there is no result, for a person. */
  static String say(How how, String plugin) {
    switch (how) {
      case TIMED_OUT:
        return "The plugin " + plugin + " ran out of time.";
      case EXPIRED:
        return "The task ran out of time before the plugin " + plugin + " had ended.";
      case ABANDONED:
        return "The plugin " + plugin + " did not stop when asked; its thread is abandoned.";
      case CANCELLED:
        return "The call of " + plugin + " was cancelled.";
      case GONE:
        return "The plugin " + plugin + " went away.";
      case BARRED:
        return "The plugin " + plugin + " broke too many calls; it was not asked.";
      default:
        return "";
    }
  }

  /** Says what was thrown without trusting what was thrown. */
  static String say(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    try {
      String message = thrown.getMessage();
      if (message == null) {
        return name;
      }
      // Our own speak in sentences.
      boolean ours = thrown.getClass().getName().startsWith("io.consilium.");
      return (ours ? "" : name + ": ") + whole(cut(message, Limits.Output.MESSAGE));
    } catch (Throwable e) {
      return name;
    }
  }

  /** The beginning of a text that is too long. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }

  /** Half a character stands in no record. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    news.shutdown();
  }
}
