package io.consilium.framework.deployer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

/**
 * A violated uses constraint in words: one package that a plugin would see two times. Read from
 * what the framework's resolver says; what is none of its known forms is said as it stands.
 */
final class Conflict {
  private static final Pattern TWICE =
      Pattern.compile("is exposed to package '([^']+)' from resources");
  private static final Pattern OWN =
      Pattern.compile("exports package '([^']+)' and is also exposed to it from");
  private static final Pattern STATION = Pattern.compile("\\[(\\d+)\\]\\(R [\\d.]+\\)\\]");
  private static final Pattern CHAIN = Pattern.compile("Chain \\d:|dependency chain:");

  private final BundleContext context;

  Conflict(BundleContext context) {
    this.context = context;
  }

  /** What the resolver said, for a person. */
  String words(String said) {
    Matcher twice = TWICE.matcher(said);
    Matcher own = OWN.matcher(said);
    List<List<Bundle>> chains = chains(said);
    if (twice.find() && chains.size() == 2 && chains.stream().allMatch(one -> one.size() > 1)) {
      return twice(twice.group(1), chains.get(0), chains.get(1));
    } else if (own.find() && chains.size() == 1 && chains.get(0).size() > 1) {
      return "it offers the package "
          + own.group(1)
          + " itself, and sees it also "
          + from(own.group(1), chains.get(0))
          + ". Maybe import the package as well as export it, or do not export it.";
    }
    return "the framework says: " + said.replaceAll("\\s+", " ").strip();
  }

  private String twice(String name, List<Bundle> one, List<Bundle> other) {
    String end = Preflight.name(other.get(other.size() - 1));
    return "it would see the package "
        + name
        + " twice: "
        + from(name, one)
        + ", and "
        + from(name, other)
        + ". One plugin cannot work with both. Maybe build it against "
        + end
        + ", or embed the library in it and import nothing that shows it.";
  }

  /** {@code from lib.two 2.0.0 (version 2.0.0), by way of helper 1.0.0}. */
  private static String from(String name, List<Bundle> chain) {
    Bundle end = chain.get(chain.size() - 1);
    String version =
        end
            .adapt(BundleRevision.class)
            .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
            .stream()
            .filter(offer -> name.equals(offer.getAttributes().get(offer.getNamespace())))
            .map(offer -> " (version " + Preflight.version(offer) + ")")
            .findFirst()
            .orElse("");
    List<String> way = chain.subList(1, chain.size() - 1).stream().map(Preflight::name).toList();
    return "from "
        + Preflight.name(end)
        + version
        + (way.isEmpty() ? "" : " by way of " + String.join(" and ", way));
  }

  /** The bundles of each dependency chain, from the one that does not resolve. */
  private List<List<Bundle>> chains(String said) {
    List<List<Bundle>> chains = new ArrayList<>();
    String[] parts = CHAIN.split(said.split("Unresolved requirements:", 2)[0]);
    for (int i = 1; i < parts.length; i++) {
      List<Bundle> chain = new ArrayList<>();
      for (Matcher station = STATION.matcher(parts[i]); station.find(); ) {
        Bundle bundle = context.getBundle(Long.parseLong(station.group(1)));
        if (bundle == null) {
          return List.of();
        }
        chain.add(bundle);
      }
      if (!chain.isEmpty()) {
        chains.add(chain);
      }
    }
    return chains;
  }
}
