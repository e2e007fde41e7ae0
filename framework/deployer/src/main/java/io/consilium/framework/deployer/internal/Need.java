package io.consilium.framework.deployer.internal;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/**
 * A requirement in words. Its filter is read only for the forms that tools write: a name, and a
 * range of versions; any other is said as it stands.
 *
 * @param space its name space
 * @param name what is needed there; empty if the filter does not say
 * @param least lowest version, if any is asked for
 * @param below version that is too high, if any is
 * @param included whether {@code below} itself still will do
 * @param filter as it stands
 */
record Need(
    String space,
    String name,
    Optional<Version> least,
    Optional<Version> below,
    boolean included,
    String filter) {
  private static final String SERVICE = "osgi.service";
  private static final String VERSION = "\\((?:version|bundle-version)";
  private static final Pattern LEAST = Pattern.compile("(?<!\\(!)" + VERSION + ">=([^()]+)\\)");
  private static final Pattern BELOW = Pattern.compile("\\(!" + VERSION + ">=([^()]+)\\)\\)");
  private static final Pattern MOST = Pattern.compile("(?<!\\(!)" + VERSION + "<=([^()]+)\\)");
  private static final Pattern EXACT = Pattern.compile("(?<!\\(!)" + VERSION + "=([^()]+)\\)");

  static Need of(Requirement need) {
    String space = need.getNamespace();
    String filter =
        Objects.requireNonNullElse(
            need.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE), "");
    String attribute = space.equals(SERVICE) ? Constants.OBJECTCLASS : space;
    Optional<Version> exact = version(EXACT, filter);
    Optional<Version> most = version(MOST, filter).or(() -> exact);
    return new Need(
        space,
        first(Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^()]*)\\)"), filter)
            .orElse(""),
        version(LEAST, filter).or(() -> exact),
        version(BELOW, filter).or(() -> most),
        most.isPresent(),
        filter);
  }

  private static Optional<String> first(Pattern pattern, String filter) {
    Matcher found = pattern.matcher(filter);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static Optional<Version> version(Pattern pattern, String filter) {
    try {
      return first(pattern, filter).map(Version::parseVersion);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean isPackage() {
    return space.equals(PackageNamespace.PACKAGE_NAMESPACE);
  }

  boolean isJava() {
    return space.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE);
  }

  /** True of what a newer or older Consilium would offer. */
  boolean isContract() {
    return isPackage() && name.startsWith("io.consilium.");
  }

  /** What is needed, such as {@code the package a.b, version 1.0.0 or later, below 2.0.0}. */
  String words() {
    if (isJava()) {
      return "Java " + least.map(Need::plain).orElse(filter);
    } else if (name.isEmpty()) {
      return "the capability " + space + (filter.isEmpty() ? "" : " with " + filter);
    }
    return kind() + " " + name + range();
  }

  private String kind() {
    return switch (space) {
      case PackageNamespace.PACKAGE_NAMESPACE -> "the package";
      case BundleNamespace.BUNDLE_NAMESPACE -> "the bundle";
      case HostNamespace.HOST_NAMESPACE -> "to be part of the bundle";
      case SERVICE -> "the service";
      default -> "the capability " + space;
    };
  }

  private String range() {
    if (least.isPresent() && included && least.equals(below)) {
      return ", version " + least.get();
    }
    String from = least.map(version -> ", version " + version + " or later").orElse("");
    String to = below.map(version -> (included ? ", up to " : ", below ") + version).orElse("");
    return from.isEmpty() && !to.isEmpty() ? ", version" + to.substring(1) : from + to;
  }

  /** {@code 17.0.0} as {@code 17}, {@code 1.8.0} as {@code 1.8}. */
  private static String plain(Version version) {
    return version.getMinor() == 0
        ? Integer.toString(version.getMajor())
        : version.getMajor() + "." + version.getMinor();
  }
}
