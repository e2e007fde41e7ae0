package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What becomes of records that are durable: their blobs get files, the tree takes them, the tree is
 * signed, and then what the write-ahead log holds of them may go. Used by one thread, but for the
 * reading of signed trees.
 */
final class Integration {
  private final Wal wal;
  private final Tree tree;
  private final Signer signer;
  private final Blobs blobs;

  Integration(Wal wal, Tree tree, Signer signer, Blobs blobs) {
    this.wal = wal;
    this.tree = tree;
    this.signer = signer;
    this.blobs = blobs;
  }

  long size() {
    return tree.size();
  }

  /** The signed tree. */
  Head head() {
    return new Head(tree.size(), signer.note());
  }

  /** Takes records into the tree, and returns it signed. */
  Head add(List<Job> batch) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (Job job : batch) {
      blobs.store(job.frame().blobs());
      entries.addAll(job.frame().records());
    }
    tree.add(entries);
    signer.sign(tree.size(), tree.reader(tree.size()));
    if (signer.keys().prepared().isPresent() && entries.stream().anyMatch(signer::namesNextKey)) {
      signer.rotate();
    }
    return head();
  }

  /** Drops what the signed tree has made superfluous since it had a size. */
  void tidy(long before) throws IOException {
    tree.dropPartials(before, tree.size());
    if (wal.retirable(tree.size())) {
      blobs.force();
      wal.retire(tree.size());
    }
  }

  /** Ends the write-ahead log; if nothing failed, nothing of it stays. */
  void close(boolean clean) throws IOException {
    if (clean) {
      blobs.force();
    }
    wal.close(clean);
    if (clean) {
      wal.retire(tree.size());
    }
  }

  /** Reads a signed tree. */
  TileReader reader(Head at) {
    return tree.reader(at.size());
  }

  /** Reads the records, by sequence, whose bytes are not there yet. */
  void fill(Map<Long, byte[]> found, Head at) throws IOException {
    TileReader reader = reader(at);
    long held = -1;
    List<byte[]> bundle = List.of();
    for (Map.Entry<Long, byte[]> record : found.entrySet()) {
      if (record.getValue() == null) {
        long sequence = record.getKey();
        if (sequence / TilePath.FULL != held) {
          held = sequence / TilePath.FULL;
          bundle = reader.bundle(sequence);
        }
        record.setValue(bundle.get((int) (sequence % TilePath.FULL)));
      }
    }
  }
}
