package io.consilium.governance.telemetry.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a thread wait between two looks, and wakes it when the host ends. Thread-safe. */
final class Bell {
  private static final long LAST_LOOKS_MILLIS = 20;

  private final CountDownLatch latch = new CountDownLatch(1);

  /** The host ends. */
  void ring() {
    latch.countDown();
  }

  boolean rung() {
    return latch.getCount() == 0;
  }

  /**
   * Waits as long, or until the bell rings; after that only a moment.
   *
   * @return true if it has rung
   */
  boolean await(Duration most) throws InterruptedException {
    if (rung()) {
      Thread.sleep(Math.min(most.toMillis(), LAST_LOOKS_MILLIS));
      return true;
    }
    return latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
