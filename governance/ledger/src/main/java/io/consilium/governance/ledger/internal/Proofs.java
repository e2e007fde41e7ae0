package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TileReader;
import io.consilium.governance.ledger.format.TlogProof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Proofs asked for: made on a thread of their own as soon as a signed tree covers the record.
 * Guarded by its owner's lock.
 */
final class Proofs {
  private final Path directory;
  private final Integration tree;
  private final Map<Long, List<CompletableFuture<Proof>>> awaited = new HashMap<>();
  private final ExecutorService prover = Threads.one("consilium-ledger-proofs");

  Proofs(Path directory, Integration tree) {
    this.directory = directory;
    this.tree = tree;
  }

  boolean noneAwaited() {
    return awaited.isEmpty();
  }

  /** Keeps a proof for later: its record is in no signed tree yet. */
  void await(long sequence, CompletableFuture<Proof> proof) {
    awaited.computeIfAbsent(sequence, key -> new ArrayList<>()).add(proof);
  }

  /** Makes the proofs that a new signed tree allows. */
  void reached(Head head) {
    awaited.entrySet().removeIf(asked -> asked.getKey() < head.size() && all(asked, head));
  }

  private boolean all(Map.Entry<Long, List<CompletableFuture<Proof>>> asked, Head head) {
    asked.getValue().forEach(proof -> prove(asked.getKey(), head, proof));
    return true;
  }

  /** Proves a record of a signed tree. */
  void prove(long sequence, Head at, CompletableFuture<Proof> proof) {
    try {
      prover.execute(() -> make(sequence, at, proof));
    } catch (RejectedExecutionException e) {
      proof.completeExceptionally(Trouble.closed(directory));
    }
  }

  private void make(long sequence, Head at, CompletableFuture<Proof> proof) {
    try {
      TileReader reader = tree.reader(at);
      byte[] entry = reader.entry(sequence);
      List<byte[]> path = Merkle.inclusion(sequence, at.size(), reader);
      TlogProof text = new TlogProof(sequence, path, at.note(), Optional.of(entry));
      proof.complete(new Proof(sequence, at.size(), text.text()));
    } catch (IOException | RuntimeException e) {
      proof.completeExceptionally(
          new LedgerFailure("Record " + sequence + " cannot be proved: " + e.getMessage(), e));
    }
  }

  /** Gives up what is awaited, and returns it. */
  List<CompletableFuture<Proof>> lose() {
    List<CompletableFuture<Proof>> lost = new ArrayList<>();
    awaited.values().forEach(lost::addAll);
    awaited.clear();
    return lost;
  }

  /** Finishes the proofs begun. */
  void close() {
    Threads.end(prover);
  }
}
