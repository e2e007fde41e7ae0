package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One task's records: the only way to change its state. A step turns the state into drafts; the
 * drafts become records of the ledger; the next state is the fold of those. Thread-safe: loops that
 * run in parallel take turns, so that the order of folding is the order of the log.
 */
final class Journal {
  private final Ledger ledger;
  private final Consumer<Progress> observer;
  private final Consumer<Entry> listener;
  private final Consumer<LedgerFailure> onFailure;
  private final List<Entry> entries = new ArrayList<>();
  private final List<CompletableFuture<Void>> undurable = new ArrayList<>();
  private volatile State state = State.EMPTY;
  private volatile LedgerFailure failure;
  private LedgerFailure parked;

  Journal(
      Ledger ledger,
      Consumer<Progress> observer,
      Consumer<Entry> listener,
      Consumer<LedgerFailure> onFailure) {
    this.ledger = ledger;
    this.observer = observer;
    this.listener = listener;
    this.onFailure = onFailure;
  }

  State state() {
    return state;
  }

  /** Goes on from what is on record already, and what that adds up to. */
  synchronized void resume(List<Entry> recorded, State folded) {
    entries.addAll(recorded);
    state = folded;
  }

  /** Takes nothing any more: what happens while the host stops is no part of the task. */
  synchronized void park(LedgerFailure why) {
    parked = why;
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * Appends what a step makes of the state.
   *
   * @param step pure; called under the journal's lock
   * @return completes when the records are durable
   * @throws LedgerFailure if the ledger takes nothing any more, now or earlier, or the task is
   *     parked
   */
  synchronized CompletionStage<Void> append(Function<State, List<Draft>> step) {
    if (failure != null || parked != null) {
      throw failure != null ? failure : parked;
    }
    // The engine goes on with what the log has: masked, if rules say so.
    List<Draft> drafts = ledger.redacted(step.apply(state));
    if (drafts.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Receipt receipt = write(drafts);
    CompletableFuture<Void> durable = receipt.durable().toCompletableFuture();
    if (!durable.isDone() || durable.isCompletedExceptionally()) {
      undurable.removeIf(done -> done.isDone() && !done.isCompletedExceptionally());
      undurable.add(durable);
      durable.whenComplete((done, error) -> check(error));
    }
    for (int i = 0; i < drafts.size(); i++) {
      Entry entry = new Entry(receipt.records().get(i), drafts.get(i).payloads());
      state = Fold.apply(state, entry);
      entries.add(entry);
      listener.accept(entry);
      tell(new Progress.Recorded(entry.record()));
    }
    return durable;
  }

  private Receipt write(List<Draft> drafts) {
    try {
      return ledger.append(drafts);
    } catch (LedgerFailure e) {
      check(e);
      throw e;
    }
  }

  /** Returns once everything appended is durable. */
  void awaitDurable() {
    CompletableFuture<?>[] open;
    synchronized (this) {
      open = undurable.toArray(new CompletableFuture<?>[0]);
    }
    try {
      CompletableFuture.allOf(open).join();
    } catch (CompletionException e) {
      check(e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  void say(Position position, String plugin, String message) {
    synchronized (this) {
      tell(new Progress.Said(position, plugin, message));
    }
  }

  private void tell(Progress progress) {
    try {
      observer.accept(progress);
    } catch (Throwable e) {
      // An observer is a display; what it throws is its own matter.
    }
  }

  private void check(Throwable error) {
    if (error == null || failure != null) {
      return;
    }
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    failure =
        cause instanceof LedgerFailure ledgerFailure
            ? ledgerFailure
            : new LedgerFailure("Records could not be made durable: " + cause, cause);
    onFailure.accept(failure);
  }
}
