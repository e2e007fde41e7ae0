package io.consilium.framework.neural.mixture;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How the mixtures of a network are built.
 *
 * @param experts networks in each mixture
 * @param gating how many of them a token goes to
 * @param expansion of each expert, a SwiGLU: its inner width is two thirds of this times the width,
 *     up to a multiple of 256
 * @param capacityFactor in passes that a gradient follows, an expert takes at most this many times
 *     its even share of the choices, first come first served, first choices before second ones; 0
 *     for no limit. In other passes nothing is ever dropped, so that an answer does not depend on
 *     what else is in the batch
 * @param balance what keeps the load even
 */
public record MixtureConfig(
    @JsonProperty("experts") int experts,
    @JsonProperty("gating") Gating gating,
    @JsonProperty("expansion") double expansion,
    @JsonProperty("capacity_factor") double capacityFactor,
    @JsonProperty("balance") Balance balance) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public MixtureConfig {
    gating = gating == null ? Gating.SWITCH : gating;
    balance = balance == null ? new Balance.None() : balance;
    if (experts < 2 || experts > 1024) {
      throw new IllegalArgumentException(
          "A mixture of (%d) experts is none. Maybe 4.".formatted(experts));
    }
    if (!(expansion > 0 && expansion <= 64)) {
      throw new IllegalArgumentException(
          "The experts' expansion (%s) is not in (0, 64]. Maybe 4.".formatted(expansion));
    }
    if (!(capacityFactor >= 0)) {
      throw new IllegalArgumentException(
          "The capacity factor (%s) is negative. Maybe 1.25, or 0 for no limit."
              .formatted(capacityFactor));
    }
  }

  /**
   * Reads what {@link #write} wrote, such as {@code {"experts": 4, "gating": "switch", "expansion":
   * 4, "capacity_factor": 1.25, "balance": {"kind": "bias", "speed": 0.001}}}.
   *
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public static MixtureConfig read(JsonNode json) {
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException(
          "The mixture's configuration (%s) is no JSON object.".formatted(json));
    }
    try {
      return JSON.treeToValue(json, MixtureConfig.class);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(refused.getMessage(), e);
      }
      throw new IllegalArgumentException(
          "The mixture's configuration can't be read: " + e.getOriginalMessage(), e);
    }
  }

  /** As it stands in a checkpoint's configuration. */
  public JsonNode write() {
    return JSON.valueToTree(this);
  }

  /** Choices that one expert takes of this many tokens. */
  int capacity(int tokens) {
    double even = (double) tokens * gating.chosen() / experts;
    return capacityFactor == 0 ? tokens : (int) Math.min(tokens, Math.ceil(even * capacityFactor));
  }
}
