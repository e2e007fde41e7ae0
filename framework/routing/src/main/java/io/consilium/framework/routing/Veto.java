package io.consilium.framework.routing;

import io.consilium.api.expert.Capability;
import io.consilium.api.task.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why an expert may not be chosen.
 *
 * @param code one of the constants here, as it stands in records
 * @param detail what exactly was seen, for a person
 */
public record Veto(String code, String detail) {
  /** Declares neither the capability asked for nor a parent of it. */
  public static final String CAPABILITY = "capability";

  /** An input has a media type that it does not take, or a name that it does not know. */
  public static final String MEDIA_TYPE = "media-type";

  /** An input that it needs is not there. */
  public static final String MISSING_INPUT = "missing-input";

  /** Still warming up, or its warm-up failed. */
  public static final String NOT_READY = "not-ready";

  /** Long queue, while somebody else is free. */
  public static final String BUSY = "busy";

  /** It broke too many of its last calls; in a while it is tried again. */
  public static final String CIRCUIT_OPEN = "circuit-open";

  /** It broke calls again and again, or all its slots are held by calls that never came back. */
  public static final String QUARANTINED = "quarantined";

  /** The budget allows no call, or none of this cost. */
  public static final String BUDGET = "budget";

  /** Does to the world outside what the pipeline does not allow. */
  public static final String EFFECT = "effect";

  static Optional<Veto> of(Demand demand, Standing standing, Capability capability) {
    Optional<Veto> inputs = inputs(demand.media(), capability);
    if (inputs.isPresent()) {
      return inputs;
    }
    if (!demand.effects().contains(standing.descriptor().effect())) {
      return veto(EFFECT, standing.descriptor().effect() + " is not allowed here");
    }
    if (standing.barred().isPresent()) {
      return standing.barred();
    }
    if (!standing.ready()) {
      return veto(NOT_READY, "not warmed up");
    }
    return budget(demand, standing.descriptor().cost());
  }

  private static Optional<Veto> inputs(Map<String, List<MediaType>> given, Capability capability) {
    for (String name : capability.inputs().keySet()) {
      if (given.getOrDefault(name, List.of()).isEmpty()) {
        return veto(MISSING_INPUT, "needs the input " + name);
      }
    }
    for (Map.Entry<String, List<MediaType>> input : given.entrySet()) {
      MediaType declared = declared(capability, input.getKey());
      if (declared == null) {
        return veto(MEDIA_TYPE, "takes no input " + input.getKey());
      }
      for (MediaType type : input.getValue()) {
        if (!declared.accepts(type)) {
          return veto(MEDIA_TYPE, input.getKey() + ": needs " + declared + ", got " + type);
        }
      }
    }
    return Optional.empty();
  }

  private static MediaType declared(Capability capability, String input) {
    MediaType required = capability.inputs().get(input);
    return required != null ? required : capability.optionalInputs().get(input);
  }

  private static Optional<Veto> budget(Demand demand, double cost) {
    if (demand.callsLeft() < 1) {
      return veto(BUDGET, "no expert call is left");
    }
    return cost > demand.costLeft()
        ? veto(BUDGET, "costs " + cost + ", " + demand.costLeft() + " is left")
        : Optional.empty();
  }

  private static Optional<Veto> veto(String code, String detail) {
    return Optional.of(new Veto(code, detail));
  }
}
