package io.consilium.governance.telemetry.internal;

/**
 * The collector will never take this request as it is; the message says why, in a few words. It may
 * take some of its spans in a smaller one.
 */
final class CollectorRefuses extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CollectorRefuses(String why) {
    super(why);
  }
}
