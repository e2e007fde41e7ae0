package io.consilium.expert.grid.internal;

import io.consilium.api.host.Artifacts;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Position;
import io.consilium.tck.TestContext;
import java.time.Duration;
import java.time.Instant;

/** A call whose time is up once it has been asked for so many times. */
final class ImpatientContext implements CallContext {
  private final TestContext base = TestContext.create();
  private int looks;

  ImpatientContext(int looks) {
    this.looks = looks;
  }

  @Override
  public Duration remaining() {
    return looks-- > 0 ? base.remaining() : Duration.ZERO;
  }

  @Override
  public Position position() {
    return base.position();
  }

  @Override
  public Instant deadline() {
    return base.deadline();
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public void onCancel(Runnable action) {
    base.onCancel(action);
  }

  @Override
  public long seed() {
    return base.seed();
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Artifacts artifacts() {
    return base.artifacts();
  }

  @Override
  public void progress(String message) {
    base.progress(message);
  }
}
