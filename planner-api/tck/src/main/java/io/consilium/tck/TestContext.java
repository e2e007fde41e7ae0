package io.consilium.tck;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Position;
import io.consilium.json.JsonArtifacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call context for tests of plugins: a deadline, a cancel button, artifacts in memory. */
public final class TestContext implements CallContext {
  private final Instant deadline;
  private final List<Runnable> onCancel = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final CountDownLatch touched = new CountDownLatch(1);
  private volatile boolean cancelled;

  private TestContext(Instant deadline) {
    this.deadline = deadline;
  }

  /** A context that leaves a minute. */
  public static TestContext create() {
    return withTimeout(Duration.ofMinutes(1));
  }

  public static TestContext withTimeout(Duration timeout) {
    return new TestContext(Instant.now().plus(timeout));
  }

  /** Cancels the call, as the host would. */
  public void cancel() {
    cancelled = true;
    for (Runnable action : onCancel) {
      if (onCancel.remove(action)) {
        action.run();
      }
    }
  }

  /**
   * Cancels the call, as the host would, from another thread: once the plugin has asked for the
   * first time whether it is cancelled or registered an action, and a moment after now at the
   * latest.
   */
  public void cancelSoon() {
    Thread thread =
        new Thread(
            () -> {
              try {
                touched.await(100, TimeUnit.MILLISECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              cancel();
            },
            "tck-cancel");
    thread.setDaemon(true);
    thread.start();
  }

  /** What the plugin reported as progress. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public Position position() {
    return new Position("t-test", "", 0, 1, 1);
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public Duration remaining() {
    Duration left = Duration.between(Instant.now(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public boolean cancelled() {
    boolean now = cancelled || remaining().isZero();
    touched.countDown();
    return now;
  }

  @Override
  public void onCancel(Runnable action) {
    onCancel.add(action);
    touched.countDown();
    if (cancelled() && onCancel.remove(action)) {
      action.run();
    }
  }

  @Override
  public long seed() {
    return 42;
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Artifacts artifacts() {
    return new JsonArtifacts();
  }

  @Override
  public void progress(String message) {
    messages.add(message);
  }
}
