package io.consilium.framework.deployer.internal;

import org.osgi.framework.BundleException;

/** What went wrong, for a person. */
final class Faults {
  private Faults() {}

  /** What was thrown inside: the framework's wrapping says nothing. */
  static String words(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof BundleException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof BundleException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }
}
