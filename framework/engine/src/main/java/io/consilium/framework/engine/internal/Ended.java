package io.consilium.framework.engine.internal;

/**
 * A call that ended.
 *
 * @param value what came back; null unless returned
 * @param message why not, for a person; empty if returned
 * @param nanos time from start to end; 0 if it never started
 */
record Ended<T>(How how, T value, String message, long nanos) {
  /** Whether the guest ever saw it. */
  boolean begun() {
    return nanos > 0;
  }

  /** Whether it ended since its guest was taken out: another may be asked what changes nothing. */
  boolean tornFrom(Guest<?> guest) {
    return how == How.GONE || how == How.ABANDONED && guest.leaving();
  }

  boolean returned() {
    return how == How.RETURNED;
  }
}
