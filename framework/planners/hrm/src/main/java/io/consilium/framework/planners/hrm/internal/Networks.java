package io.consilium.framework.planners.hrm.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The networks of this bundle by name, each loaded on first use and kept. Whether one is there
 * never changes after that, so that equal states give equal plans. Thread-safe.
 */
final class Networks {
  /** The network for Sudoku. */
  static final String SUDOKU = "sudoku";

  /** A network, or why there is none. */
  private record Loaded(Optional<Network> network, String trouble) {}

  private final Map<String, Callable<Network>> sources;
  private final Map<String, Loaded> loaded = new LinkedHashMap<>();

  Networks(Map<String, Callable<Network>> sources) {
    this.sources = Map.copyOf(sources);
  }

  /** Those in this bundle's resources; one that is not there is not installed. */
  static Networks shipped() {
    String resource = "/io/consilium/framework/planners/hrm/" + SUDOKU + ".safetensors";
    return Networks.class.getResource(resource) == null
        ? new Networks(Map.of())
        : new Networks(Map.of(SUDOKU, () -> GraphProposer.resource(resource)));
  }

  /** The network of a name; empty if none is installed, or it does not load. */
  Optional<Network> named(String name) {
    return sources.containsKey(name) ? loaded(name).network() : Optional.empty();
  }

  /** Why a network is not there, for a person. */
  String trouble(String name) {
    return sources.containsKey(name)
        ? loaded(name).trouble()
        : "No network is called so ("
            + name
            + "). Installed: "
            + sources.keySet()
            + ". Maybe change planner.settings.network in the pipeline.";
  }

  /**
   * Loads all that are there.
   *
   * @throws IllegalStateException if one does not load; the message is for a person
   */
  void load() {
    for (String name : sources.keySet()) {
      if (loaded(name).network().isEmpty()) {
        throw new IllegalStateException(loaded(name).trouble());
      }
    }
  }

  private synchronized Loaded loaded(String name) {
    return loaded.computeIfAbsent(name, key -> load(key, sources.get(key)));
  }

  private static Loaded load(String name, Callable<Network> source) {
    try {
      return new Loaded(Optional.of(source.call()), "");
    } catch (Exception e) {
      return new Loaded(
          Optional.empty(),
          "The network ("
              + name
              + ") does not load: "
              + e.getMessage()
              + " Maybe install its checkpoint anew.");
    }
  }
}
