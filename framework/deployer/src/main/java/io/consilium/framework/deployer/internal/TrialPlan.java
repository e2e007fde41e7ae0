package io.consilium.framework.deployer.internal;

import io.consilium.framework.modules.Publications.Role;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.osgi.framework.Version;

/**
 * How a version is tried beside the one that serves.
 *
 * @param candidate which version: as its bundle says it, or the first 12 or more digits of its
 *     jar's SHA-256
 * @param role canary or shadow
 * @param rule when it takes over, and when it is given up
 */
record TrialPlan(String candidate, Role role, Rule rule) {
  private static final int DIGITS = 12;

  /**
   * When a trial ends by itself.
   *
   * @param after verdicts that who serves must have before they are compared, and the candidate
   *     before it takes over; 0 compares never
   * @param margin how much worse than the one that serves the candidate's rate may be
   * @param confidence of the interval about the candidate's rate
   * @param faults that give it up; 0 never does
   */
  record Rule(int after, double margin, double confidence, int faults) {
    static final Rule DEFAULT = new Rule(50, 0.1, 0.95, 3);
  }

  boolean names(PluginJar jar) {
    return names(candidate, jar);
  }

  /** Whether a version, or the first digits of a digest, is a jar's. */
  static boolean names(String which, PluginJar jar) {
    if (which.length() >= DIGITS && jar.digest().hex().startsWith(which)) {
      return true;
    }
    try {
      return Version.parseVersion(which).equals(jar.version());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What stands in the record; a share so small that two digits would not show it with more. */
  String cause() {
    return role.kind() == Role.Kind.CANARY
        ? "canary "
            + new DecimalFormat("0.00#######", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(role.share())
        : "shadow";
  }
}
