package io.consilium.framework.modules.internal;

import com.google.inject.CreationException;
import com.google.inject.ProvisionException;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.PublicationSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;

/** Makes what a bundle offers, and says without its secrets why that does not work. */
final class Making {
  static final String HEADER = "Consilium-Module";

  private Making() {}

  /** The bundle's own code does not make its plugins. No secret is in the message or the cause. */
  static final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Makes it; nothing is registered.
   *
   * @param source null for the bundle's own module
   * @throws Refused if it cannot be made
   */
  static Publication of(Bundle bundle, PublicationSource source, Configured configured) {
    try {
      return source == null
          ? Publication.of(bundle, modules(bundle), configured)
          : Publication.of(bundle, source, configured);
    } catch (Exception | Error e) {
      String trace = trace(e);
      boolean open = configured.masked(trace).equals(trace);
      throw new Refused(configured.masked(reason(e)), open ? e : null);
    }
  }

  private static List<String> modules(Bundle bundle) {
    return Arrays.stream(bundle.getHeaders("").get(HEADER).split(","))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** Our own message, or the innermost of what a Guice error report wraps. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    boolean report = failure instanceof CreationException || failure instanceof ProvisionException;
    while (report && root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
