package io.consilium.framework.deployer.internal;

import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.weaving.WeavingException;

/** What went wrong, for a person. */
final class Faults {
  private Faults() {}

  /** What was thrown inside: the framework's wrapping says nothing. */
  static String words(Throwable thrown) {
    Throwable cause = thrown;
    while (wraps(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean framework = cause instanceof BundleException || cause instanceof WeavingException;
    return framework && cause.getMessage() != null ? cause.getMessage() : cause.toString();
  }

  /** Who forbids a class to be defined does so by failing its definition. */
  private static boolean wraps(Throwable thrown) {
    return thrown instanceof BundleException || thrown instanceof ClassFormatError;
  }
}
