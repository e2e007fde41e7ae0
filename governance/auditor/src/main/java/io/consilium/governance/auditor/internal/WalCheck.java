package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.WalSegment;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Checks the segments of the write-ahead log, and that what is in the tree is the same there. */
final class WalCheck {
  private final Snapshot snapshot;
  private final Findings findings;

  WalCheck(Snapshot snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.findings = findings;
  }

  void run() {
    long frames = 0;
    int left = snapshot.segments().size();
    for (Map.Entry<String, WalSegment> segment : snapshot.segments().entrySet()) {
      boolean newest = --left == 0;
      WalSegment read = segment.getValue();
      frames += read.frames().size();
      if (read.tail() == WalSegment.Tail.INCOMPLETE && newest) {
        findings.note(
            segment.getKey()
                + ": "
                + read.problem()
                + ": it is being written, or was cut off before it was acknowledged.");
      } else if (read.tail() != WalSegment.Tail.CLEAN) {
        findings.fail(segment.getKey(), read.problem());
      }
      same(segment.getKey(), read);
    }
    findings.checked("wal", frames + " commits in " + snapshot.segments().size() + " segments");
  }

  private void same(String file, WalSegment segment) {
    for (var frame : segment.frames()) {
      for (int i = 0; i < frame.records().size(); i++) {
        long sequence = frame.first() + i;
        if (sequence < snapshot.signed()) {
          try {
            if (!Arrays.equals(snapshot.record(sequence), frame.records().get(i))) {
              findings.fail(file, "has another record " + sequence + " than the tree");
            }
          } catch (IOException e) {
            // The tree's own damage is found with the tree.
            return;
          }
        }
      }
    }
  }
}
