package io.consilium.framework.console.internal;

/** Exit codes that the console gives to its clients. */
final class Exit {
  /** Usage or bad input: the asker can mend it. */
  static final int USAGE = 64;

  /** The host failed. */
  static final int OUR_FAULT = 70;

  private Exit() {}
}
