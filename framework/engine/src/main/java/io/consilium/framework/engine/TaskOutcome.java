package io.consilium.framework.engine;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.task.Answer;
import java.util.List;
import java.util.Objects;

/**
 * How a task ended.
 *
 * @param answer what may be shown
 * @param carry the root loop's last state, children included
 * @param halt the root loop's last halting decision
 * @param entries every record of the task with its payloads, in order
 * @param millis from admission to answer
 */
public record TaskOutcome(
    Answer answer, Carry carry, HaltDecision halt, List<Entry> entries, long millis) {
  public TaskOutcome {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(carry, "carry");
    Objects.requireNonNull(halt, "halt");
    entries = List.copyOf(entries);
  }
}
