package io.consilium.governance.ledger;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.internal.DiskLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A ledger in a directory, which is also a transparency log in C2SP tlog-tiles layout. One host at
 * a time holds it; readers need no lock. Thread-safe.
 *
 * <p>Its first failure to write is its last: from then on {@link #trouble} says what is wrong and
 * {@link #append} refuses, until the directory is opened again.
 */
public final class FileLedger implements Ledger, Custody, AutoCloseable {
  private final DiskLedger ledger;

  private FileLedger(DiskLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Opens the ledger of a directory; makes both if they do not exist. After a crash, cuts off what
   * was never acknowledged and puts that on record.
   *
   * @throws io.consilium.api.ledger.LedgerFailure if another host holds it, it is damaged, or the
   *     disk refuses; the message says what, where and what to do
   */
  public static FileLedger open(Path directory, Options options) {
    return new FileLedger(DiskLedger.open(directory, options));
  }

  /**
   * Opens a ledger whose write-ahead log lost records that had been acknowledged, without them: the
   * log goes on after the last sound one, the damaged files are kept in {@code lost/}, and a {@link
   * Body.Gap} is on record. Nothing that a checkpoint covers can be given up in this way.
   *
   * @param asked who accepts the loss, and why
   * @throws io.consilium.api.ledger.LedgerFailure as {@link #open}, if more than that is damaged
   */
  public static FileLedger openAcceptingLoss(Path directory, Options options, Asked asked) {
    return new FileLedger(DiskLedger.openAcceptingLoss(directory, options, asked));
  }

  @Override
  public Receipt append(List<Draft> drafts) {
    return ledger.append(drafts);
  }

  @Override
  public List<Draft> redacted(List<Draft> drafts) {
    return ledger.redacted(drafts);
  }

  /**
   * How it is: {@code well} (Boolean), {@code summary}, {@code usedBytes} and {@code budgetBytes}.
   * Not well from 80 % of the budget on, long before work is refused.
   */
  public Map<String, Object> health() {
    return ledger.health();
  }

  @Override
  public List<Entry> entries(TaskId task) {
    return ledger.entries(task);
  }

  @Override
  public List<DecisionRecord> records(TaskId task) {
    return ledger.records(task);
  }

  @Override
  public List<TaskId> recent(int most) {
    return ledger.recent(most);
  }

  @Override
  public List<TaskId> unfinished() {
    return ledger.unfinished();
  }

  @Override
  public long size() {
    return ledger.size();
  }

  @Override
  public CompletionStage<Proof> prove(long sequence) {
    return ledger.prove(sequence);
  }

  @Override
  public String trouble() {
    return ledger.trouble();
  }

  @Override
  public Forgotten forget(String taskOrSubject, Asked asked) {
    return ledger.custody().forget(taskOrSubject, asked);
  }

  @Override
  public List<DecisionRecord> reading(List<Body.PayloadRead.Slot> slots, Asked asked) {
    return ledger.custody().reading(slots, asked);
  }

  @Override
  public DecisionRecord rotateKey(Asked asked) {
    return ledger.custody().rotateKey(asked);
  }

  /** What each witness did last, as it stands on record; none before its first answer. */
  public List<Body.WitnessChanged> witnesses() {
    return ledger.witnesses();
  }

  /**
   * Which witnesses cosign: {@code well} (Boolean), {@code summary}, {@code witnesses}, {@code
   * cosigning}, {@code quorum}, {@code newest} (records under the newest checkpoint), and {@code
   * witness NAME} with the state of each in words. Not well without a quorum, or when one holds
   * another history. Empty if no witness is asked.
   */
  public Map<String, Object> witnessHealth() {
    return ledger.witnessHealth();
  }

  /** Writes what is queued, integrates and signs it, and lets go of the directory. */
  @Override
  public void close() {
    ledger.close();
  }
}
