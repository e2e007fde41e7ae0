package io.consilium.framework.configuration.internal;

import io.consilium.api.host.Settings;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.Publications;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Makes of what is set what a bundle is given, or says why it cannot be. Thread-safe. */
final class Preparation {
  /** Who has one of these in its manifest is a plugin, and no part of the host. */
  private static final List<String> HEADERS =
      List.of("Consilium-Module", "Consilium-Bridge", "Consilium-Isolation");

  private final BundleContext context;
  private final UnaryOperator<String> properties;
  private final Secrets secrets;

  /**
   * What a bundle is given.
   *
   * @param values by key, with the defaults and references in place of secrets
   */
  record Prepared(Map<String, Object> values, Configured configured) {}

  /**
   * @param properties the host's own; gives null for what is not set
   */
  Preparation(BundleContext context, UnaryOperator<String> properties, Secrets secrets) {
    this.context = context;
    this.properties = properties;
    this.secrets = secrets;
  }

  /**
   * Checks everything: the file, the host's properties, the types, and that secrets are there.
   *
   * @throws BadConfiguration naming everything that cannot be
   */
  Prepared prepare(Bundle bundle, ConfigFile file) throws BadConfiguration {
    String pid = bundle.getSymbolicName();
    Declared declared = Declared.of(bundle);
    Given given = Given.of(pid, file, section(pid, declared));
    Map<String, Object> values = declared.check(given);
    Map<String, Object> open = secrets.putIn(values);
    return new Prepared(values, new Configured(new Settings(open), given.revision()));
  }

  /** Where the files of a configuration's secrets stand in time. */
  String stamp(String pid, ConfigFile file) {
    return secrets.stamp(
        Stream.concat(
            section(pid, Declared.NOTHING).values().stream(),
            file.entries().values().stream().flatMap(entry -> entry.values().stream())));
  }

  /**
   * The host's properties that begin with the pid. A longer pid may begin with this one: what is
   * not declared is not meant.
   */
  Map<String, String> section(String pid, Declared declared) {
    Map<String, String> section = new TreeMap<>();
    String names = properties.apply("consilium.settings");
    for (String name : names == null ? new String[0] : names.split(",")) {
      String key = name.startsWith(pid + ".") ? name.substring(pid.length() + 1) : "";
      String value = key.isEmpty() ? null : properties.apply(name);
      if (value != null && (declared.type().isEmpty() || declared.attributes().containsKey(key))) {
        section.put(key, value);
      }
    }
    return section;
  }

  /** The plugins that run under a pid: several while one replaces another. */
  List<Bundle> running(String pid) {
    return bundles()
        .filter(bundle -> bundle.getSymbolicName().equals(pid) && plugin(bundle))
        .toList();
  }

  /** Every plugin that runs. */
  List<Bundle> running() {
    return bundles().filter(Preparation::plugin).toList();
  }

  /** Why a pid can have no file; empty if it can. */
  Optional<String> reserved(String pid) {
    boolean host =
        pid.equals("consilium")
            || bundles().anyMatch(bundle -> bundle.getSymbolicName().equals(pid))
                && running(pid).isEmpty();
    return host
        ? Optional.of(
            pid
                + " is part of the host, whose settings stand in consilium.properties of the work"
                + " directory. Maybe set them there.")
        : Optional.empty();
  }

  private Stream<Bundle> bundles() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
        .filter(bundle -> bundle.getSymbolicName() != null);
  }

  /** Whether a bundle has services at work that were made with another revision. */
  static boolean differs(Bundle bundle, Optional<String> revision) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services != null
        && Arrays.stream(services)
            .filter(service -> service.getProperty(Publications.KIND) != null)
            .filter(service -> !Boolean.TRUE.equals(service.getProperty(Publications.RETIRED)))
            .map(service -> Optional.ofNullable(service.getProperty(Publications.CONFIGURATION)))
            .anyMatch(made -> !made.equals(revision));
  }

  private static boolean plugin(Bundle bundle) {
    return HEADERS.stream().anyMatch(header -> bundle.getHeaders("").get(header) != null);
  }
}
