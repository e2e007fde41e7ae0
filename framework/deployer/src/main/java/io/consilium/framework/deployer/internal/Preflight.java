package io.consilium.framework.deployer.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/**
 * Says why a bundle does not resolve: what it needs, who offers what instead, and the way out.
 * Called only once the framework has said that it does not.
 */
final class Preflight {
  private static final int MOST_OFFERS = 5;

  private final BundleContext context;
  private final Siblings siblings;

  /**
   * @param jar the file that was to be installed: what lies beside it may offer what is missing
   */
  Preflight(BundleContext context, Path jar) {
    this.context = context;
    this.siblings = new Siblings(jar);
  }

  /** One sentence for each reason that keeps the bundle from resolving; empty if none is found. */
  List<String> missing(Bundle bundle) {
    List<String> reasons = missing(bundle, new HashSet<>());
    if (!reasons.isEmpty() || bundle.getState() != Bundle.INSTALLED) {
      return reasons;
    }
    String said = refusal(bundle);
    return said.isEmpty() ? List.of() : List.of(new Conflict(context).words(said));
  }

  /** Several reasons as one text. */
  static String words(List<String> reasons) {
    return String.join(" ", reasons).replace(". it ", ". It ");
  }

  private List<String> missing(Bundle bundle, Set<Bundle> asked) {
    asked.add(bundle);
    List<String> reasons = new ArrayList<>();
    for (BundleRequirement need : needs(bundle)) {
      Collection<BundleCapability> offers = wiring().findProviders(need);
      if (offers.isEmpty()) {
        reasons.add("it needs " + Need.of(need).words() + instead(bundle, Need.of(need)));
      } else {
        byWayOf(need, offers, asked).ifPresent(reasons::add);
      }
    }
    return reasons;
  }

  private static List<BundleRequirement> needs(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null
        ? List.of()
        : revision.getDeclaredRequirements(null).stream().filter(Preflight::mandatory).toList();
  }

  static boolean mandatory(BundleRequirement need) {
    String resolution = need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
    String effective = need.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
    boolean dynamic = "dynamic".equals(resolution);
    return !Namespace.RESOLUTION_OPTIONAL.equals(resolution)
        && !dynamic
        && (effective == null || Namespace.EFFECTIVE_RESOLVE.equals(effective));
  }

  /** Somebody offers it and cannot run himself: his reasons are the ones to know. */
  private Optional<String> byWayOf(
      BundleRequirement need, Collection<BundleCapability> offers, Set<Bundle> asked) {
    for (BundleCapability offer : offers) {
      Bundle by = offer.getRevision().getBundle();
      if (by.getState() != Bundle.INSTALLED || asked.contains(by)) {
        return Optional.empty();
      }
    }
    Bundle by = offers.iterator().next().getRevision().getBundle();
    List<String> reasons = missing(by, asked);
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it needs "
                + Need.of(need).words()
                + "; "
                + name(by)
                + " offers it"
                + (needsBack(by, asked) ? ", needs this one in turn," : "")
                + " and cannot start itself: "
                + String.join(" ", reasons));
  }

  private boolean needsBack(Bundle by, Set<Bundle> asked) {
    return needs(by).stream()
        .flatMap(need -> wiring().findProviders(need).stream())
        .map(offer -> offer.getRevision().getBundle())
        .anyMatch(other -> !other.equals(by) && asked.contains(other));
  }

  private String instead(Bundle bundle, Need need) {
    if (need.isJava()) {
      return "; this host runs on Java "
          + System.getProperty("java.specification.version")
          + ". Maybe run the host on a newer Java, or build the plugin for this one.";
    }
    List<BundleCapability> close = close(need);
    if (!close.isEmpty()) {
      return "; here it is "
          + offered(close)
          + (need.isContract() ? contract(need, close) : library(need));
    }
    String beside = need.isPackage() ? siblings.offering(need.name(), bundle) : "";
    return ", and nobody here offers it." + (beside.isEmpty() ? way(need) : " " + beside);
  }

  private static String way(Need need) {
    if (need.isPackage()) {
      return need.isContract()
          ? " Maybe it was built against another Consilium: update the host, or build it against"
              + " this one."
          : " Maybe embed that library in the plugin, or make the import optional.";
    }
    return " Maybe install first what offers it.";
  }

  private static String library(Need need) {
    return need.isPackage()
        ? ". Maybe build the plugin against that version, or embed the library in it."
        : ". Maybe build the plugin against that version.";
  }

  private static String contract(Need need, List<BundleCapability> offers) {
    boolean newer =
        need.least()
            .map(least -> offers.stream().allMatch(one -> version(one).compareTo(least) < 0))
            .orElse(false);
    return newer
        ? ". It was built against a newer Consilium. Maybe update the host, or build it against"
            + " this host's version."
        : ". It was built against an older Consilium. Maybe build it anew against this host's"
            + " version.";
  }

  /** What is offered under the same name, in a version that will not do. */
  private List<BundleCapability> close(Need need) {
    return Arrays.stream(context.getBundles())
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(Objects::nonNull)
        .flatMap(revision -> revision.getDeclaredCapabilities(need.space()).stream())
        .filter(offer -> need.name().equals(offer.getAttributes().get(need.space())))
        .toList();
  }

  private static String offered(List<BundleCapability> offers) {
    return offers.stream()
        .map(offer -> version(offer) + " (" + name(offer.getRevision().getBundle()) + ")")
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .limit(MOST_OFFERS)
        .collect(Collectors.joining(", "));
  }

  static Version version(BundleCapability offer) {
    Object version = offer.getAttributes().get(Constants.VERSION_ATTRIBUTE);
    Object other = offer.getAttributes().get(Constants.BUNDLE_VERSION_ATTRIBUTE);
    return version instanceof Version one
        ? one
        : other instanceof Version bundled ? bundled : Version.emptyVersion;
  }

  static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }

  /**
   * What the framework says of a bundle that does not resolve although each of its needs has an
   * offer; nothing of the bundle runs, since that comes after.
   */
  private static String refusal(Bundle bundle) {
    try {
      bundle.loadClass(Preflight.class.getName());
      return "";
    } catch (ClassNotFoundException e) {
      return e.getCause() instanceof BundleException refused ? refused.getMessage() : "";
    }
  }

  private FrameworkWiring wiring() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }
}
