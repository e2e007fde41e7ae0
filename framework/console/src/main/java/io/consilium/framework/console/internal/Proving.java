package io.consilium.framework.console.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.framework.engine.TaskOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the ledger for the proof of each released answer, without waiting for it. */
final class Proving {
  private static final Logger LOG = LoggerFactory.getLogger(Proving.class);
  private static final long SECONDS = 10;

  /**
   * How a task ended.
   *
   * @param proof empty if the ledger gave none in time
   */
  record Proved(TaskOutcome outcome, Optional<Proof> proof) {}

  private final Host host;

  Proving(Host host) {
    this.host = host;
  }

  /** The outcome with its proof; fails only as the outcome itself does. */
  CompletableFuture<Proved> of(CompletionStage<TaskOutcome> outcome) {
    return outcome
        .thenCompose(
            ended ->
                asked(ended)
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .handle((proof, error) -> new Proved(ended, proof(ended, proof, error))))
        .toCompletableFuture();
  }

  private CompletableFuture<Proof> asked(TaskOutcome outcome) {
    Optional<Ledger> ledger = host.ledger();
    Optional<DecisionRecord> released =
        outcome.entries().stream()
            .map(Entry::record)
            .filter(record -> record.body() instanceof Body.AnswerReleased)
            .filter(record -> record.position().level() == 0)
            .reduce((earlier, later) -> later);
    if (ledger.isEmpty() || released.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      return ledger
          .get()
          .prove(released.get().sequence())
          .thenApply(proof -> proof)
          .toCompletableFuture();
    } catch (LedgerFailure e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Optional<Proof> proof(TaskOutcome outcome, Proof proof, Throwable error) {
    if (error != null) {
      LOG.warn("No inclusion proof for task {}.", outcome.carry().task().id(), error);
    }
    return Optional.ofNullable(proof);
  }
}
