package io.consilium.framework.console.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who lacks a capability which plugin that ships would bring it: {@code
 * etc/offers.properties} of the distribution. Knows nothing of other plugins. Immutable.
 */
final class Offers {
  private static final Logger LOG = LoggerFactory.getLogger(Offers.class);
  private static final String NOBODY = "no-expert";

  private final Map<String, List<String>> plugins;

  Offers(Map<String, List<String>> plugins) {
    this.plugins = plugins;
  }

  /** What ships with a distribution; nothing if it does not say. */
  static Offers of(Path home) {
    Path file = home.resolve("etc").resolve("offers.properties");
    Properties said = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        said.load(in);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("What ships is not known: {} cannot be read.", file, e);
      }
    }
    Map<String, List<String>> plugins = new LinkedHashMap<>();
    said.stringPropertyNames()
        .forEach(name -> plugins.put(name, List.of(said.getProperty(name).strip().split(",\\s*"))));
    return new Offers(plugins);
  }

  /**
   * What to install so that a task which found nobody may find somebody; empty if nothing that
   * ships would help.
   *
   * @param installed symbolic names of the bundles that are there
   */
  Optional<String> advice(Carry carry, Set<String> installed) {
    return lacking(carry)
        .distinct()
        .flatMap(capability -> advice(capability, installed).stream())
        .reduce((one, other) -> one + " " + other);
  }

  private Optional<String> advice(String capability, Set<String> installed) {
    List<String> absent =
        plugins.getOrDefault(capability, List.of()).stream()
            .filter(plugin -> !installed.contains(plugin))
            .toList();
    return absent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not installed, and bringing \""
                + capability
                + "\": "
                + String.join(", ", absent)
                + ". Maybe install it from the distribution: ./consilium plugin install "
                + absent.stream()
                    .map(plugin -> plugin + "-VERSION.jar")
                    .collect(Collectors.joining(" "))
                + ".");
  }

  /** Capabilities for which nobody was found, at every level. */
  private static Stream<String> lacking(Carry loop) {
    Stream<String> here =
        loop.plan().map(Plan::subgoals).orElse(List.of()).stream()
            .filter(subgoal -> nobody(loop.results().get(subgoal.id())))
            .map(Subgoal::capability);
    return Stream.concat(here, loop.children().values().stream().flatMap(Offers::lacking));
  }

  private static boolean nobody(Result result) {
    return result != null && result.code().equals(NOBODY);
  }
}
