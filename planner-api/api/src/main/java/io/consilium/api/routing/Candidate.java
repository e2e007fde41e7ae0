package io.consilium.api.routing;

import io.consilium.api.expert.Effect;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One expert that stood for choice.
 *
 * @param expert its id
 * @param bundle symbolic name, version and digest of the code, as {@code name/version/sha256}
 * @param parts the score's parts by name, each 0 to 1: {@code fit}, {@code success}, {@code cost},
 *     {@code load}; and outside the score {@code canary}, the share of the tasks that the version
 *     gets, if it was drawn as a canary
 * @param score weighted sum of the parts; higher is better; 0 for the vetoed
 * @param veto why it may not be chosen, as a code such as {@code media-type}; empty if it may
 * @param detail what exactly the veto saw, such as {@code needs image/*, got text/plain}; of a
 *     primary that stands where a drawn canary may not, in whose place and why
 * @param load calls in flight over the calls it bears
 * @param cost what one call is expected to cost
 * @param effect what it does to the world
 */
public record Candidate(
    String expert,
    String bundle,
    Map<String, Double> parts,
    double score,
    Optional<String> veto,
    String detail,
    double load,
    double cost,
    Effect effect) {
  public Candidate {
    Objects.requireNonNull(expert, "expert");
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(veto, "veto");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(effect, "effect");
    parts = Map.copyOf(parts);
  }

  public boolean eligible() {
    return veto.isEmpty();
  }
}
