package io.consilium.framework.engine.internal;

/** How a call of a guest ended, as the host sees it. */
enum How {
  RETURNED("returned"),
  THREW("threw"),
  /** It took longer than the guest says it may. */
  TIMED_OUT("timed-out"),
  /** The task's own time ran out before, or while it waited: that says nothing of the guest. */
  EXPIRED("deadline"),
  ABANDONED("abandoned"),
  CANCELLED("cancelled"),
  /** Never begun, since the guest broke too many calls. */
  BARRED("circuit-open"),
  GONE("gone");

  private final String code;

  How(String code) {
    this.code = code;
  }

  /** As a reason code. */
  String code() {
    return code;
  }
}
