package io.consilium.governance.ledger.internal;

import java.util.ArrayList;
import java.util.List;

/** One checkpoint's way around the witnesses: who waits for them, and what came. */
final class WitnessRound {
  private final int quorum;
  private final List<String> lines = new ArrayList<>();
  private int open;
  private int cosigned;

  WitnessRound(int asked, int quorum) {
    this.open = asked;
    this.quorum = quorum;
  }

  /** A witness is done with this checkpoint; no lines if it gave none. */
  synchronized void done(List<String> given) {
    open--;
    cosigned += given.isEmpty() ? 0 : 1;
    lines.addAll(given);
    notifyAll();
  }

  /** Waits for the quorum, for all to be done, or for the time to pass; returns what there is. */
  synchronized String await(long nanos) {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    try {
      while (open > 0 && cosigned < quorum && left > 0) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return String.join("", lines);
  }

  /** True if the quorum was not reached and somebody is not done. */
  synchronized boolean expired() {
    return open > 0 && cosigned < quorum;
  }
}
