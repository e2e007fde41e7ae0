package io.consilium.api.verifier;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be checked.
 *
 * @param check the name of the check in the pipeline
 * @param inputs input name to artifacts
 * @param settings thresholds and the like, from the pipeline
 */
public record Claim(String check, Map<String, List<Artifact>> inputs, Settings settings) {
  public Claim {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(settings, "settings");
    inputs = Map.copyOf(inputs);
  }

  /** The first artifact under an input name, if there is one. */
  public Optional<Artifact> input(String name) {
    return inputs.getOrDefault(name, List.of()).stream().findFirst();
  }
}
