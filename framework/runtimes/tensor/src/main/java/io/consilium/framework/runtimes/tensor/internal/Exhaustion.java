package io.consilium.framework.runtimes.tensor.internal;

import io.consilium.framework.runtimes.tensor.TensorHealth;

/** Tells ND4J's and JavaCPP's words for "no memory" from their other complaints. */
final class Exhaustion {
  private Exhaustion() {}

  static boolean isOne(Throwable thrown) {
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      String message = String.valueOf(one.getMessage());
      if (message.contains("exceeds HOST device limits")
          || message.contains("Failed to allocate")
          || message.contains("bad_alloc")
          || one instanceof OutOfMemoryError && message.contains("hysicalBytes")
          || one instanceof OutOfMemoryError && message.contains("totalBytes")) {
        return true;
      }
    }
    return false;
  }

  static String message(Throwable thrown, TensorHealth health) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "Native memory is used up: arrays hold "
        + megabytes(health.usedBytes())
        + " of "
        + megabytes(health.boundBytes())
        + ", the process "
        + megabytes(health.processBytes())
        + " of "
        + megabytes(health.processBoundBytes())
        + " ("
        + cause.getMessage()
        + "). Maybe work on fewer or smaller batches at once, or raise "
        + Settings.MEMORY
        + ".";
  }

  static String megabytes(long bytes) {
    return bytes / (1 << 20) + " MB";
  }
}
