package io.consilium.tck;

import java.util.concurrent.CountDownLatch;

/** What a thread does that nobody ends. */
final class Idle {
  private Idle() {}

  static void forEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
