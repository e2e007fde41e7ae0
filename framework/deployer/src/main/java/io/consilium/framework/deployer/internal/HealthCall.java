package io.consilium.framework.deployer.internal;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Position;
import io.consilium.json.JsonArtifacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call that belongs to no task. Thread-safe. */
final class HealthCall implements CallContext {
  private static final Logger LOG = LoggerFactory.getLogger(HealthCall.class);

  private final Instant deadline;
  private final List<Runnable> onCancel = new ArrayList<>();
  private boolean cancelled;

  HealthCall(Duration patience) {
    this.deadline = Instant.now().plus(patience);
  }

  /** The call is over, or given up. */
  void cancel() {
    List<Runnable> actions;
    synchronized (onCancel) {
      cancelled = true;
      actions = List.copyOf(onCancel);
      onCancel.clear();
    }
    actions.forEach(HealthCall::apart);
  }

  /** What a plugin gave is never run on a thread that somebody waits for. */
  static void apart(Runnable action) {
    Thread thread = new Thread(action, "consilium-health-cancel");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> LOG.debug("A plugin's cancelling broke.", e));
    thread.start();
  }

  @Override
  public Position position() {
    return Position.HOST;
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
    synchronized (onCancel) {
      return cancelled || remaining().isZero();
    }
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (onCancel) {
      if (!cancelled) {
        onCancel.add(action);
        return;
      }
    }
    apart(action);
  }

  @Override
  public long seed() {
    return 1;
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
    LOG.debug("{}", message);
  }
}
