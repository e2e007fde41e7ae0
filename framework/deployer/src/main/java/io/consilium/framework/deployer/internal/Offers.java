package io.consilium.framework.deployer.internal;

import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** What services are, in the words of claims, by their own description. */
final class Offers {
  private static final Map<String, String> KINDS =
      Map.of(
          Expert.class.getName(), Claim.EXPERT,
          Verifier.class.getName(), "verifier",
          Planner.class.getName(), "planner",
          Gate.class.getName(), "gate",
          HaltingPolicy.class.getName(), "halting");

  private Offers() {}

  /** True of what a plugin may be. */
  static boolean any(ServiceReference<?> reference) {
    return !contracts(reference).isEmpty();
  }

  private static Set<String> contracts(ServiceReference<?> reference) {
    String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
    return Arrays.stream(types).filter(KINDS::containsKey).collect(Collectors.toSet());
  }

  /**
   * What a service is; one for each contract that it fulfils.
   *
   * @throws RuntimeException whatever the plugin throws
   */
  static List<Claim> of(ServiceReference<?> reference, BundleContext context) {
    Object service = context.getService(reference);
    try {
      return contracts(reference).stream().map(type -> offer(KINDS.get(type), service)).toList();
    } finally {
      context.ungetService(reference);
    }
  }

  private static Claim offer(String kind, Object plugin) {
    return switch (kind) {
      case Claim.EXPERT -> {
        ExpertDescriptor said = ((Expert) plugin).descriptor();
        yield new Claim(
            kind,
            said.id(),
            said.effect(),
            said.capabilities().stream().map(Capability::name).collect(Collectors.toSet()));
      }
      case "verifier" -> Claim.of(kind, ((Verifier) plugin).descriptor().id());
      case "planner" -> Claim.of(kind, ((Planner) plugin).descriptor().id());
      case "gate" -> Claim.of(kind, ((Gate) plugin).id());
      default -> Claim.of(kind, ((HaltingPolicy) plugin).id());
    };
  }
}
