package io.consilium.framework.engine.internal;

/** How a call of a guest ended, as the host sees it. */
enum How {
  RETURNED("returned"),
  THREW("threw"),
  TIMED_OUT("timed-out"),
  ABANDONED("abandoned"),
  CANCELLED("cancelled"),
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
