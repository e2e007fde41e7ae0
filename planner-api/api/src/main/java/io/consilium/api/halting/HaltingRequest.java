package io.consilium.api.halting;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a halting policy sees at the end of an H-cycle.
 *
 * @param carry the loop's state now
 * @param previous its state at the end of the H-cycle before; empty in the first
 * @param pending true if the planner would plan otherwise than it has, so that going on makes sense
 * @param enforced conditions that the engine has measured and holds anyway (time, calls, cost,
 *     cycles, cancellation, errors); a decision repeats them
 * @param settings the policy's section of the pipeline
 */
public record HaltingRequest(
    Carry carry,
    Optional<Carry> previous,
    boolean pending,
    List<Condition> enforced,
    Settings settings) {
  public HaltingRequest {
    Objects.requireNonNull(carry, "carry");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(settings, "settings");
    enforced = List.copyOf(enforced);
  }
}
