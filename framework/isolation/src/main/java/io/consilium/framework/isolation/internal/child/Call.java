package io.consilium.framework.isolation.internal.child;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Position;
import io.consilium.json.JsonArtifacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One call as the plugin sees it. Thread-safe. */
final class Call implements CallContext {
  private static final Artifacts ARTIFACTS = new JsonArtifacts();

  private final Terms terms;
  private final long deadline;
  private final Consumer<String> progress;
  private List<Runnable> actions = new ArrayList<>();

  /** The plugin holds this call, and may lock it for ever. */
  private final Object lock = new Object();

  private Thread thread;
  private volatile boolean stopped;

  /** What the host grants. */
  record Terms(Position position, long seed, int threads, long remainingMillis) {
    /** For what is asked outside of every task. */
    static final Terms UNBOUND = new Terms(Position.HOST, 0, 1, Duration.ofDays(1).toMillis());
  }

  Call(Terms terms, Consumer<String> progress) {
    this.terms = terms;
    this.progress = progress;
    this.deadline = System.nanoTime() + Duration.ofMillis(terms.remainingMillis()).toNanos();
  }

  /** From now on the calling thread works for this call. */
  void begin() {
    synchronized (lock) {
      thread = Thread.currentThread();
      if (stopped) {
        thread.interrupt();
      }
    }
  }

  /** The thread works for it no more. */
  void end() {
    synchronized (lock) {
      thread = null;
      Thread.interrupted();
    }
  }

  /** The host has given up. */
  void cancel() {
    List<Runnable> now;
    synchronized (lock) {
      if (stopped) {
        return;
      }
      stopped = true;
      now = actions;
      actions = List.of();
      if (thread != null) {
        thread.interrupt();
      }
    }
    now.forEach(Call::apart);
  }

  /** An action may hang; nobody waits for it. */
  private static void apart(Runnable action) {
    Thread apart = new Thread(action, "consilium-cancel");
    apart.setDaemon(true);
    apart.start();
  }

  @Override
  public Position position() {
    return terms.position();
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
    return stopped || remaining().isZero();
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (lock) {
      if (!stopped) {
        actions.add(action);
        return;
      }
    }
    apart(action);
  }

  @Override
  public long seed() {
    return terms.seed();
  }

  @Override
  public int threads() {
    return terms.threads();
  }

  @Override
  public Artifacts artifacts() {
    return ARTIFACTS;
  }

  @Override
  public void progress(String message) {
    if (message != null && !stopped) {
      progress.accept(message);
    }
  }
}
