package io.consilium.governance.telemetry.internal;

/**
 * How shipping stands.
 *
 * @param next the first record whose spans have not been taken
 * @param signed records that a checkpoint covers
 * @param sent spans taken since the host began
 * @param refused spans that the collector refused for good
 * @param trouble why nothing is taken; empty if all is well
 */
record Standing(long next, long signed, long sent, long refused, String trouble) {
  static final Standing BEFORE = new Standing(0, 0, 0, 0, "");

  /** After a request with so many spans, of which the collector says it refused some. */
  Standing sent(int spans, long refusing) {
    long no = Math.max(0, Math.min(spans, refusing));
    return new Standing(next, signed, sent + spans - no, refused + no, trouble);
  }

  Standing troubled(String why) {
    return new Standing(next, signed, sent, refused, why);
  }
}
