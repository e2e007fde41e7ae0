package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import java.util.List;
import java.util.Optional;

/**
 * The records of one entry bundle, each looked at alone.
 *
 * @param first the sequence of its first record
 * @param leaves the records' leaf hashes; those of the tile if the bundle cannot be read, and empty
 *     if neither can
 * @param entries the records' bytes; empty if the bundle cannot be read
 * @param records the records, where they are some; empty if nobody asked what they say
 * @param payloads what was seen of their payloads
 * @param findings what does not hold
 */
record Piece(
    long first,
    List<byte[]> leaves,
    List<byte[]> entries,
    List<Optional<DecisionRecord>> records,
    List<Commitments.Seen> payloads,
    Findings findings) {
  /** How many of its records lie in a part. */
  long within(long from, long to) {
    return Math.max(0, Math.min(to, first + entries.size()) - Math.max(from, first));
  }
}
