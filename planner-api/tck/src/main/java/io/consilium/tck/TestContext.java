package io.consilium.tck;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Position;
import io.consilium.json.JsonArtifacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call context for tests of plugins: a deadline, a cancel button, artifacts in memory. */
public final class TestContext implements CallContext {
  private final Instant deadline;
  private final List<Runnable> onCancel = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
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
    onCancel.forEach(Runnable::run);
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
    return cancelled || remaining().isZero();
  }

  @Override
  public void onCancel(Runnable action) {
    onCancel.add(action);
    if (cancelled) {
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
