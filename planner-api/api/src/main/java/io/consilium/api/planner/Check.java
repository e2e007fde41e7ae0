package io.consilium.api.planner;

import io.consilium.api.host.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One check that a plan asks of a verifier, made once its inputs are there and again when they
 * change.
 *
 * @param id unique in the plan, named in conditions as {@code checks.<id>}
 * @param verifier id of the verifier
 * @param inputs input name to references
 * @param settings handed to the verifier
 * @param required true if its rejection keeps the answer from being called verified
 */
public record Check(
    String id,
    String verifier,
    Map<String, List<Ref>> inputs,
    Settings settings,
    boolean required) {
  public Check {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(settings, "settings");
    inputs = Map.copyOf(inputs);
  }
}
