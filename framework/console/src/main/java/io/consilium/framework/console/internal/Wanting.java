package io.consilium.framework.console.internal;

import io.consilium.framework.configuration.Configurations;
import io.consilium.framework.configuration.Configurations.Listed;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Why a plugin that runs does not do what its settings say.
 *
 * @param problems by symbolic name, of those whose configuration is refused
 */
record Wanting(Map<String, List<String>> problems) {

  /** As it is now; of nobody while configurations are away. */
  static Wanting now(Host host) {
    if (host.context().getServiceReference(Configurations.class) == null) {
      return new Wanting(Map.of());
    }
    return host.ask(Configurations.class, "Configurations are away.", all -> of(all.list()));
  }

  static Wanting of(List<Listed> configurations) {
    return new Wanting(
        configurations.stream()
            .filter(one -> one.state() == Configurations.State.REFUSED)
            .collect(Collectors.toMap(Listed::pid, Listed::problems, (one, other) -> one)));
  }

  /**
   * For a person; empty if nothing is wrong.
   *
   * @param digest of the jar that runs
   * @param offers whether services of a digest are in use
   */
  String words(String bundle, String digest, Predicate<String> offers) {
    List<String> why = problems.get(bundle);
    if (why == null) {
      return "";
    }
    return (offers.test(digest)
            ? "its configuration is refused, and what held before goes on: "
            : "offers nothing until it is configured: ")
        + String.join(" ", why)
        + " Maybe see: ./consilium config show "
        + bundle;
  }
}
