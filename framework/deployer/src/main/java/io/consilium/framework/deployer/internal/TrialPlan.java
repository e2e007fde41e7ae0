package io.consilium.framework.deployer.internal;

import io.consilium.framework.modules.Publications.Role;
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
   * @param after verdicts that both versions must have before they are compared; 0 compares never
   * @param margin how much worse than the one that serves the candidate's rate may be
   * @param confidence of the interval about the candidate's rate
   * @param faults that give it up; 0 never does
   */
  record Rule(int after, double margin, double confidence, int faults) {
    static final Rule DEFAULT = new Rule(50, 0.1, 0.95, 3);
  }

  boolean names(PluginJar jar) {
    if (candidate.length() >= DIGITS && jar.digest().hex().startsWith(candidate)) {
      return true;
    }
    try {
      return Version.parseVersion(candidate).equals(jar.version());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What stands in the record. */
  String cause() {
    return role.kind() == Role.Kind.CANARY
        ? String.format(java.util.Locale.ROOT, "canary %.2f", role.share())
        : "shadow";
  }
}
