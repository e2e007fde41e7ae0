package io.consilium.framework.training.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part of the curriculum.
 *
 * @param name of it, in the record
 * @param until the step at which the next one begins; the last one's is not looked at
 * @param maxSteps after which every puzzle halts
 * @param mix share of each kind of puzzle; the shares add up to 1
 */
public record Phase(String name, long until, int maxSteps, Map<String, Double> mix) {
  public Phase {
    mix = Collections.unmodifiableMap(new LinkedHashMap<>(mix));
  }
}
