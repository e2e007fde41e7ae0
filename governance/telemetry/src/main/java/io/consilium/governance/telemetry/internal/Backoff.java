package io.consilium.governance.telemetry.internal;

import java.time.Duration;

/** How long to wait after a failure: twice as long each time, up to a minute. One thread. */
final class Backoff {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration MOST = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /**
   * The wait after one more failure.
   *
   * @param asked what the other side asks for; zero if it asks nothing
   */
  Duration failed(Duration asked) {
    Duration wait = asked.compareTo(next) > 0 ? asked : next;
    next = least(next.multipliedBy(2), MOST);
    return least(wait, MOST);
  }

  void succeeded() {
    next = FIRST;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
