package io.consilium.framework.bridge.internal;

import io.consilium.api.host.CallContext;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.ChildSpec;
import io.consilium.framework.bridge.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A way to a child process, which is started again when it has ended. Thread-safe. */
public final class ChildLink implements Link {
  private static final Logger LOG = LoggerFactory.getLogger(ChildLink.class);

  /** A call waits no longer for a process that is being started. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ChildSpec spec;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Set<ChildSession> sessions = ConcurrentHashMap.newKeySet();
  private final Restarts restarts;
  private final boolean declared;
  private Optional<Message.Ready> offer;
  private CompletableFuture<ChildSession> current;
  private Thread starter = new Thread(() -> {});
  private long notBefore = System.nanoTime();
  private boolean closed;

  /**
   * @param declared what it is to offer; if empty, what it offers at its first start
   */
  public ChildLink(ChildSpec spec, Optional<Message.Ready> declared) {
    this.spec = spec;
    this.offer = declared;
    this.declared = declared.isPresent();
    this.restarts = new Restarts(spec.limits().restarts());
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "bridge-" + spec.plugin() + "-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Message.Ready offer() throws BridgeFailure, InterruptedException {
    Optional<Message.Ready> known;
    synchronized (this) {
      known = offer;
    }
    if (known.isPresent()) {
      return known.get();
    }
    return session(spec.limits().start().plus(PATIENCE)).offer();
  }

  @Override
  public void warm(String plugin) throws BridgeFailure, InterruptedException {
    wanted.add(plugin);
    ChildSession session = session(spec.limits().start().plus(PATIENCE));
    warm(session, plugin, spec.limits().warm().plus(PATIENCE));
  }

  private void warm(ChildSession session, String plugin, Duration patience)
      throws BridgeFailure, InterruptedException {
    Pending call = session.warm(plugin);
    if (!call.isOver(patience)) {
      throw new BridgeFailure(Words.NOT_RUNNING, plugin + " is still warming up.");
    }
    if (call.answer() instanceof Message.Failed failed) {
      throw new BridgeFailure(failed.code(), failed.message());
    }
  }

  @Override
  public Reply ask(Target target, Draft draft, CallContext context) throws BridgeFailure {
    try {
      Duration left = context.remaining().plus(LATE);
      if (context.cancelled()) {
        return Reply.failed(Words.CANCELLED, "The call was over before it began.");
      }
      ChildSession session = session(left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
      if (target.warms()) {
        wanted.add(target.plugin());
        warm(session, target.plugin(), context.remaining().plus(LATE));
      }
      return session.ask(target, draft, context);
    } catch (BridgeFailure e) {
      if (context.cancelled() || e.code().equals(Words.ENDED)) {
        return Reply.failed(e.code(), e.getMessage());
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.failed(Words.CANCELLED, "The call was cancelled.");
    }
  }

  private ChildSession session(Duration patience) throws BridgeFailure, InterruptedException {
    CompletableFuture<ChildSession> starting;
    synchronized (this) {
      if (closed) {
        throw new BridgeFailure(Words.ENDED, spec.plugin() + " was stopped.");
      }
      if (current == null) {
        current = start();
      }
      starting = current;
    }
    try {
      return starting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw away();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BridgeFailure failure
          ? failure
          : new BridgeFailure(Words.NOT_RUNNING, String.valueOf(e.getCause()));
    }
  }

  private synchronized BridgeFailure away() {
    long millis = TimeUnit.NANOSECONDS.toMillis(notBefore - System.nanoTime());
    return new BridgeFailure(
        Words.NOT_RUNNING,
        "The process of "
            + spec.plugin()
            + (millis > 0
                ? " is not started again for another " + Math.max(1, millis / 1000) + " s"
                : " is being started")
            + (restarts.ends() > 0
                ? ", after it ended " + restarts.ends() + " times in a row. " + restarts.why()
                : "."));
  }

  /** Starts a process once its pause is over; guarded by this. */
  private CompletableFuture<ChildSession> start() {
    CompletableFuture<ChildSession> starting = new CompletableFuture<>();
    starter = new Thread(() -> start(starting), "bridge-" + spec.plugin() + "-start");
    starter.setDaemon(true);
    timer.schedule(
        starter::start, Math.max(0, notBefore - System.nanoTime()), TimeUnit.NANOSECONDS);
    return starting;
  }

  private void start(CompletableFuture<ChildSession> starting) {
    synchronized (this) {
      if (closed) {
        return;
      }
      sessions.removeIf(ChildSession::gone);
    }
    ChildSession session;
    try {
      session = ChildSession.start(spec, timer, sessions::add);
    } catch (BridgeFailure e) {
      ended(starting, e);
      starting.completeExceptionally(e);
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      starting.completeExceptionally(new BridgeFailure(Words.ENDED, "Interrupted."));
      return;
    } catch (RuntimeException | Error e) {
      // As when there are no threads left; whoever waits is to know, and the next one to try again.
      BridgeFailure failure =
          new BridgeFailure("not-started", spec.plugin() + " cannot be started: " + e);
      ended(starting, failure);
      starting.completeExceptionally(failure);
      return;
    }
    session
        .end()
        .thenAccept(
            why -> {
              if (session.answered()) {
                restarts.answered();
              }
              ended(starting, why);
            });
    started(session);
    starting.complete(session);
  }

  private void started(ChildSession session) {
    Optional<Message.Ready> expected;
    synchronized (this) {
      expected = offer;
      if (offer.isEmpty()) {
        offer = Optional.of(session.offer());
      }
    }
    if (expected.isPresent() && !Offers.same(expected.get(), session.offer())) {
      session.over(
          "offer",
          spec.plugin()
              + " offers something else than "
              + (declared
                  ? "its bridge.yaml says. Maybe leave experts and verifiers out of bridge.yaml."
                  : "at its first start. Maybe let it offer the same whatever it finds."));
    } else {
      wanted.forEach(session::warm);
    }
  }

  private synchronized void ended(CompletableFuture<ChildSession> started, BridgeFailure why) {
    if (closed || current != started) {
      return;
    }
    boolean again = offer.isPresent();
    restarts.ended(why.getMessage());
    Duration pause = restarts.pause();
    notBefore = System.nanoTime() + pause.toNanos();
    LOG.warn(
        "{} {}",
        why.getMessage(),
        again && restarts.eager()
            ? "It is started again in " + pause.toMillis() + " ms."
            : "It is started again when it is called.");
    current = again && restarts.eager() ? start() : null;
  }

  @Override
  public synchronized OptionalLong pid() {
    boolean up = current != null && current.isDone() && !current.isCompletedExceptionally();
    return up ? OptionalLong.of(current.join().pid()) : OptionalLong.empty();
  }

  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      last = starter;
      if (current != null) {
        current.completeExceptionally(
            new BridgeFailure(Words.ENDED, spec.plugin() + " was stopped."));
      }
    }
    timer.shutdownNow();
    last.interrupt();
    try {
      last.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sessions.forEach(ChildSession::close);
  }
}
