package io.consilium.governance.auditor.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.consilium.governance.ledger.format.AddCheckpoint;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A log in memory: leaf n says n and which history it is of. */
final class SampleLog {
  private final SignerKey key;
  private final long forkedAt;

  private SampleLog(SignerKey key, long forkedAt) {
    this.key = key;
    this.forkedAt = forkedAt;
  }

  static SampleLog of(String origin) {
    return new SampleLog(SignerKey.generate(origin), Long.MAX_VALUE);
  }

  /** Another history under the same key, from a record on. */
  SampleLog fork(long at) {
    return new SampleLog(key, at);
  }

  VerifierKey vkey() {
    return key.verifier();
  }

  private byte[] node(int height, long index) throws IOException {
    if (height == 0) {
      return Merkle.leaf((index + (index < forkedAt ? "" : " forked")).getBytes(UTF_8));
    }
    return Merkle.parent(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
  }

  String text(long size) {
    try {
      return new Checkpoint(key.verifier().name(), size, Merkle.root(size, this::node)).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String note(long size) {
    return key.note(text(size));
  }

  List<byte[]> proof(long from, long to) {
    try {
      return Merkle.consistency(from, to, this::node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request as it should be. */
  byte[] request(long from, long to) {
    return new AddCheckpoint(from, proof(from, to), note(to)).bytes();
  }
}
