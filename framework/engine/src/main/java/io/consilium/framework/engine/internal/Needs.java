package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.host.Settings;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.routing.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a pipeline needs of plugins and nobody installed has, one line each, for a person. */
final class Needs {
  private final Plugins plugins;
  private final Pipeline pipeline;

  Needs(Plugins plugins, Pipeline pipeline) {
    this.plugins = plugins;
    this.pipeline = pipeline;
  }

  /** Planner, gate and halting policy. */
  List<String> parts() {
    List<String> missing = new ArrayList<>();
    part(missing, Kind.PLANNER, pipeline.planner().id(), "planner.use");
    part(missing, Kind.GATE, pipeline.gate().id(), "gate.use");
    part(missing, Kind.HALTING, pipeline.halting().id(), "halting.use");
    return missing;
  }

  List<String> all() {
    List<String> missing = parts();
    List<Settings> methods =
        pipeline.planner().settings().list("methods").stream()
            .filter(Map.class::isInstance)
            .map(method -> Settings.of((Map<?, ?>) method))
            .toList();
    Set<String> achieved = new TreeSet<>();
    methods.forEach(method -> achieved.add(method.text("achieves", "")));
    Set<String> capabilities = named(methods, "steps", "capability");
    capabilities.removeAll(achieved);
    capabilities.stream().filter(capability -> !had(capability)).forEach(c -> lacks(missing, c));
    Set<String> verifiers = named(methods, "checks", "verifier");
    verifiers.removeAll(plugins.ids(Kind.VERIFIER));
    verifiers.forEach(
        verifier ->
            missing.add(
                "No verifier ("
                    + verifier
                    + ") is installed. Maybe install a verifier bundle that has it."));
    return missing;
  }

  private void part(List<String> missing, String kind, String id, String where) {
    List<String> installed = plugins.ids(kind);
    if (!installed.contains(id)) {
      missing.add(
          "No "
              + kind
              + " ("
              + id
              + ") is installed. Installed: ("
              + String.join(", ", installed)
              + "). Maybe change "
              + where
              + " in the pipeline "
              + pipeline.name()
              + ".");
    }
  }

  private boolean had(String capability) {
    return plugins.experts().stream().anyMatch(guest -> can(guest, capability));
  }

  /** Whether an expert declares a capability or a parent of it. */
  static boolean can(Guest<Expert> guest, String capability) {
    return guest.descriptor(Object.class) instanceof ExpertDescriptor descriptor
        && Fit.best(descriptor, capability).isPresent();
  }

  private static void lacks(List<String> missing, String capability) {
    missing.add(
        "No expert accepts capability ("
            + capability
            + "). Maybe install an expert bundle that declares \""
            + capability
            + "\".");
  }

  private static Set<String> named(List<Settings> methods, String section, String key) {
    Set<String> names = new TreeSet<>();
    for (Settings method : methods) {
      Settings parts = method.section(section);
      for (String part : parts.values().keySet()) {
        names.add(parts.section(part).text(key, ""));
      }
    }
    names.remove("");
    return names;
  }
}
