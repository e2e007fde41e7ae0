package io.consilium.governance.telemetry.internal;

/**
 * How far spans have been sent.
 *
 * @param origin the log's name
 * @param next the first record whose spans the collector has not yet taken
 * @param from where to begin to read, so that the spans still open at {@code next} are known again:
 *     the admission of the oldest task that was not over
 * @param last the id of the record before {@code next}, by which the log is known again; empty if
 *     there is none
 */
record Cursor(String origin, long next, long from, String last) {
  Cursor {
    if (origin == null
        || last == null
        || from < 0
        || next < from
        || last.isEmpty() != (next == 0)) {
      throw new IllegalArgumentException("No cursor stands in it.");
    }
  }

  /** Before the first record of a log. */
  static Cursor start(String origin) {
    return new Cursor(origin, 0, 0, "");
  }
}
