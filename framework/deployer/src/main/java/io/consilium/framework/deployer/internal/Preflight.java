package io.consilium.framework.deployer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Says what a bundle needs that nobody offers, and who offers something close to it. */
final class Preflight {
  private final BundleContext context;

  Preflight(BundleContext context) {
    this.context = context;
  }

  /** One line for each need that keeps the bundle from resolving; empty if none is seen. */
  List<String> missing(Bundle bundle) {
    FrameworkWiring wiring =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    List<String> missing = new ArrayList<>();
    for (BundleRequirement need :
        bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
      if (mandatory(need) && wiring.findProviders(need).isEmpty()) {
        missing.add(describe(need));
      }
    }
    return missing;
  }

  private static boolean mandatory(BundleRequirement need) {
    String resolution = need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
    String effective = need.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
    boolean dynamic = "dynamic".equals(resolution);
    return !Namespace.RESOLUTION_OPTIONAL.equals(resolution)
        && !dynamic
        && (effective == null || Namespace.EFFECTIVE_RESOLVE.equals(effective));
  }

  private String describe(BundleRequirement need) {
    String space = need.getNamespace();
    String filter = need.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
    String wanted = space + " " + filter;
    if (space.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
      return "it needs "
          + wanted
          + ", this Java is "
          + System.getProperty("java.specification.version")
          + ". Maybe run the host on a newer Java.";
    }
    String close = offers(space, filter == null ? "" : filter);
    return "it needs "
        + wanted
        + ", "
        + (close.isEmpty()
            ? "nobody offers it. Maybe embed that library in the plugin, or make the import"
                + " optional."
            : "offered is " + close + ". Maybe build the plugin against that version.");
  }

  /** Capabilities of the same namespace whose name the filter mentions. */
  private String offers(String space, String filter) {
    return Arrays.stream(context.getBundles())
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(revision -> revision != null)
        .flatMap(revision -> revision.getDeclaredCapabilities(space).stream())
        .filter(
            offer -> filter.contains("(" + space + "=" + offer.getAttributes().get(space) + ")"))
        .map(Preflight::describe)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .limit(5)
        .collect(Collectors.joining(", "));
  }

  private static String describe(BundleCapability offer) {
    return offer.getAttributes().get(Constants.VERSION_ATTRIBUTE)
        + " by "
        + offer.getRevision().getSymbolicName()
        + " "
        + offer.getRevision().getVersion();
  }
}
