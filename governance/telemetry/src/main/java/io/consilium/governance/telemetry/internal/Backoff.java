package io.consilium.governance.telemetry.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a failure: twice as long each time, up to a minute, or as long as the
 * other side asks, up to a day; and up to a quarter more by chance, so that many hosts do not come
 * back at once (OTLP 1, "OTLP/HTTP Connection"). One thread.
 */
final class Backoff {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration MOST = Duration.ofMinutes(1);
  private static final Duration MOST_ASKED = Duration.ofDays(1);
  private static final double JITTER = 0.25;

  private final DoubleSupplier chance;
  private Duration next = FIRST;

  /**
   * @param chance numbers from 0 to below 1
   */
  Backoff(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * The wait after one more failure.
   *
   * @param asked what the other side asks for; zero if it asks nothing
   */
  Duration failed(Duration asked) {
    Duration bounded = least(asked, MOST_ASKED);
    Duration wait = bounded.compareTo(next) > 0 ? bounded : next;
    next = least(next.multipliedBy(2), MOST);
    return wait.plusMillis((long) (wait.toMillis() * JITTER * chance.getAsDouble()));
  }

  void succeeded() {
    next = FIRST;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
