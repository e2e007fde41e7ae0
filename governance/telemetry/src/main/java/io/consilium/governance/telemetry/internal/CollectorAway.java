package io.consilium.governance.telemetry.internal;

import java.time.Duration;

/** The collector did not take spans; the message says why, in a few words. */
final class CollectorAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration after;

  CollectorAway(String why) {
    this(why, Duration.ZERO);
  }

  /**
   * @param after how long it asks to be left alone; zero if it asks nothing
   */
  CollectorAway(String why, Duration after) {
    super(why);
    this.after = after;
  }

  Duration after() {
    return after;
  }
}
