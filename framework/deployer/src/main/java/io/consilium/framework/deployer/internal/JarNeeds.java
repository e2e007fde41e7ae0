package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** What an installed jar needs, and from whom it gets it. */
final class JarNeeds {
  private final BundleContext context;
  private final JarReport report;

  /**
   * @param report what is found goes there too: {@code needs}, a list of {@code need} and {@code
   *     from}
   */
  JarNeeds(BundleContext context, JarReport report) {
    this.context = context;
    this.report = report;
  }

  /**
   * Resolves the bundle.
   *
   * @throws BadJar if it does not resolve
   */
  String look(Bundle bundle, Path file) throws BadJar {
    FrameworkWiring framework =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    if (!framework.resolveBundles(Set.of(bundle))) {
      List<String> missing = new Preflight(context, file).missing(bundle);
      report.fact("missing", missing);
      throw new BadJar(BadJar.UNRESOLVED, "cannot start: " + Preflight.words(missing));
    }
    Set<String> givers = new TreeSet<>();
    List<Map<String, String>> needs = new ArrayList<>();
    for (BundleWire wire : bundle.adapt(BundleWiring.class).getRequiredWires(null)) {
      String from = Preflight.name(wire.getProvider().getBundle());
      givers.add(from);
      needs.add(Map.of("need", Need.of(wire.getRequirement()).words(), "from", from));
    }
    report.fact("needs", needs);
    List<String> later = later(bundle, framework);
    report.fact("later", later);
    return (needs.isEmpty()
            ? "it needs nothing"
            : "all " + needs.size() + " are here, from " + String.join(", ", givers))
        + (later.isEmpty()
            ? ""
            : ". Nobody says that he offers " + String.join(", ", later) + ": it starts without");
  }

  /** What it will look for once it runs, or can do without, and nobody declares. */
  private static List<String> later(Bundle bundle, FrameworkWiring framework) {
    return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
        .filter(need -> !Preflight.mandatory(need))
        .filter(need -> need.getDirectives().containsKey(Constants.EFFECTIVE_DIRECTIVE))
        .filter(need -> framework.findProviders(need).isEmpty())
        .map((BundleRequirement need) -> Need.of(need).words())
        .toList();
  }

  /** Claims as plain values. */
  static List<Map<String, Object>> plain(List<Claim> claims) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Claim claim : claims) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("kind", claim.kind());
      one.put("id", claim.id());
      one.put("effect", Claim.written(claim.effect()));
      one.put("capabilities", List.copyOf(claim.capabilities()));
      all.add(one);
    }
    return all;
  }
}
