package io.consilium.api.ledger;

import io.consilium.api.task.TaskId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps the record. One writer; thread-safe; the order of appends is the order of the log.
 *
 * <p>Only the engine, the deployer and the host write here; plugins never do.
 */
@ProviderType
public interface Ledger {

  /**
   * Adds drafts as consecutive records, all or none.
   *
   * @return at once; {@link Receipt#durable()} completes later
   * @throws LedgerFailure if the ledger takes nothing any more
   * @throws IllegalArgumentException if a record would pass {@link DecisionRecord#MAX_BYTES}
   */
  Receipt append(List<Draft> drafts);

  /**
   * Drafts as they may be written: what redaction rules name is masked in their payloads. Whoever
   * goes on working with payloads that he appends must go on with these, so that what he has is
   * what a reader of the log gets. Pure; {@link #append} does the same to what was not.
   */
  default List<Draft> redacted(List<Draft> drafts) {
    return drafts;
  }

  /** The entries of one task in order, with the payloads that can still be opened. */
  List<Entry> entries(TaskId task);

  /** The records of one task in order; opens no payload. */
  default List<DecisionRecord> records(TaskId task) {
    return entries(task).stream().map(Entry::record).toList();
  }

  /** The tasks admitted last, the newest first; none if the ledger does not tell. */
  default List<TaskId> recent(int most) {
    return List.of();
  }

  /** Tasks that were admitted and have no released answer. */
  List<TaskId> unfinished();

  /** The number of records. */
  long size();

  /**
   * Proves that a record is in the log.
   *
   * @return completes within about a second, when a signed checkpoint covers the record
   */
  CompletionStage<Proof> prove(long sequence);

  /** Whether it can write: empty if well, else what is wrong, for a person. */
  String trouble();
}
