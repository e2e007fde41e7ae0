package io.consilium.api.planner;

import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A check that was made.
 *
 * @param check its id in the plan
 * @param verifier who judged
 * @param required whether a rejection keeps the answer from being called verified
 * @param inputs the artifacts judged
 * @param verdict what was said
 */
public record Checked(
    String check,
    String verifier,
    boolean required,
    Map<String, List<Artifact>> inputs,
    Verdict verdict) {
  public Checked {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(verdict, "verdict");
    inputs = Map.copyOf(inputs);
  }
}
