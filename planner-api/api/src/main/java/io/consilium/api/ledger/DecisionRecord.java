package io.consilium.api.ledger;

import io.consilium.api.task.Position;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One record, as it stands in the log in canonical JSON (RFC 8785), at most {@value #MAX_BYTES}
 * bytes.
 *
 * @param schema version of this form
 * @param sequence place in the log, from 0 without a gap
 * @param id UUID version 7 (RFC 9562)
 * @param time wall clock, ISO 8601 in UTC with milliseconds
 * @param nanos monotonic clock of this boot, nanoseconds
 * @param node which host
 * @param boot which start of it
 * @param trace W3C trace id, 32 hex digits; zeros outside a task
 * @param span W3C span id, 16 hex digits
 * @param position where in which task
 * @param code whose code acted
 * @param body what happened
 * @param payloads slot name to sealed content
 */
public record DecisionRecord(
    int schema,
    long sequence,
    String id,
    String time,
    long nanos,
    String node,
    String boot,
    String trace,
    String span,
    Position position,
    List<Code> code,
    Body body,
    Map<String, SealedPayload> payloads) {
  /** The form described here. */
  public static final int SCHEMA = 1;

  /** A leaf of the log is never larger. */
  public static final int MAX_BYTES = 65_535;

  public DecisionRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(body, "body");
    code = List.copyOf(code);
    payloads = Map.copyOf(payloads);
  }
}
