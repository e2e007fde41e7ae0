package io.consilium.framework.engine.internal;

/** How a call of a guest ended, as the host sees it. */
enum How {
  RETURNED("returned"),
  THREW("threw"),
  TIMED_OUT("timed-out"),
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
