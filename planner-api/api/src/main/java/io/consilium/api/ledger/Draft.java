package io.consilium.api.ledger;

import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A record to be: what the engine says. The ledger seals the payloads and adds id, sequence and
 * time.
 *
 * @param position where in which task
 * @param body what happened
 * @param code whose code acted
 * @param payloads slot name to content, which is encrypted and never stands in the record
 * @param redacted slot name to how many places were masked by what; see {@link Ledger#redacted}
 */
public record Draft(
    Position position,
    Body body,
    List<Code> code,
    Map<String, Artifact> payloads,
    Map<String, Map<String, Integer>> redacted) {
  public Draft {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(body, "body");
    code = List.copyOf(code);
    payloads = Map.copyOf(payloads);
    redacted = Map.copyOf(redacted);
  }

  /** A draft with its payloads as they came. */
  public Draft(Position position, Body body, List<Code> code, Map<String, Artifact> payloads) {
    this(position, body, code, payloads, Map.of());
  }
}
