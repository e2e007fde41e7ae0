package io.consilium.api.ledger;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * What the ledger gives for appended drafts.
 *
 * @param records as they stand in the log, in the order of the drafts; known at once
 * @param durable completes when all of them are forced to disk; fails with {@link LedgerFailure} if
 *     they could not be
 */
public record Receipt(List<DecisionRecord> records, CompletionStage<Void> durable) {
  public Receipt {
    records = List.copyOf(records);
    Objects.requireNonNull(durable, "durable");
  }
}
