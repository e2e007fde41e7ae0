package io.consilium.api.ledger;

import io.consilium.api.task.Artifact;
import java.util.Map;
import java.util.Objects;

/**
 * A record together with its payloads: what state is folded from.
 *
 * @param record as it stands in the log
 * @param payloads slot name to content; a slot is missing if its key was destroyed
 */
public record Entry(DecisionRecord record, Map<String, Artifact> payloads) {
  public Entry {
    Objects.requireNonNull(record, "record");
    payloads = Map.copyOf(payloads);
  }
}
