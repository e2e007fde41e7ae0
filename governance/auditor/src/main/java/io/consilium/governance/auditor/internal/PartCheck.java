package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.TilePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Holds bundles against the signed root, each by the tiles above it. */
final class PartCheck {
  private final long signed;
  private final Chain chain;
  private final Findings findings;
  private boolean holds = true;

  PartCheck(long signed, Chain chain, Findings findings) {
    this.signed = signed;
    this.chain = chain;
    this.findings = findings;
  }

  void add(Piece piece) throws IOException {
    if (piece.first() >= signed || piece.entries().isEmpty()) {
      return;
    }
    TilePath tile = TilePath.of(0, piece.first(), signed);
    List<byte[]> leaves = piece.leaves().subList(0, tile.width());
    List<byte[]> file = chain.hashes(tile);
    boolean same = file.isEmpty() || same(file, leaves);
    if (file.isEmpty()) {
      findings.fail(tile.path(), "is missing or cut off");
    }
    boolean leads = chain.leads(0, tile.index(), leaves);
    holds &= leads;
    if (!same) {
      Changes changes = new Changes(findings, Optional.of(chain));
      changes.note(tile, file, leaves);
      changes.finish(false);
    } else if (!leads) {
      above(tile, leaves);
    }
  }

  /** Says whether the part, and the tiles as a whole, lead to the signed root. */
  void finish(Checkpoint checkpoint) throws IOException {
    if (!chain.grewFrom(checkpoint)) {
      findings.fail(
          "tiles",
          "the root computed from them is not the signed one: a tile at the right edge was changed,"
              + " or many were");
    }
    if (holds) {
      findings.checked("checkpoint", checkpoint + " records, signed; the part leads to its root");
    }
  }

  private static boolean same(List<byte[]> some, List<byte[]> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!Arrays.equals(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Finds the tile on the way up that is not that of what is below it. */
  private void above(TilePath bottom, List<byte[]> leaves) throws IOException {
    TilePath below = bottom;
    List<byte[]> hashes = leaves;
    while (!below.partial() && hashes.size() == TilePath.FULL) {
      int level = below.level() + 1;
      TilePath tile = TilePath.of(level, below.index(), signed);
      List<byte[]> file = chain.hashes(tile);
      int at = (int) (below.index() % TilePath.FULL);
      if (file.isEmpty()) {
        findings.fail(tile.path(), "is missing or cut off");
        return;
      }
      if (!Arrays.equals(file.get(at), Chain.fold(hashes))) {
        findings.fail(
            tile.path(),
            "hash "
                + at
                + " of the tile is not that of "
                + below.path()
                + ": the tile was changed, or the records "
                + bottom.index() * TilePath.FULL
                + " to "
                + (bottom.index() * TilePath.FULL + leaves.size() - 1)
                + " were, with the tiles above them");
        return;
      }
      below = tile;
      hashes = file;
    }
    findings.fail(
        bottom.path(),
        "does not lead to the signed root, though the tiles above it fit: they were changed"
            + " together, or a tile at the right edge was");
  }
}
