package io.consilium.governance.telemetry.internal;

/**
 * How far spans have been sent.
 *
 * @param origin the log's name
 * @param next the first record whose spans the collector has not yet taken
 * @param from where to begin to read, so that the spans still open at {@code next} are known again:
 *     the admission of the oldest task that was not over
 */
record Cursor(String origin, long next, long from) {
  Cursor {
    if (from < 0 || next < from) {
      throw new IllegalArgumentException("A cursor is not behind its tasks (" + next + ").");
    }
  }

  /** Before the first record of a log. */
  static Cursor start(String origin) {
    return new Cursor(origin, 0, 0);
  }
}
