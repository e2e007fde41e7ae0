package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which of two was changed where a tile and what is below it differ: the one that does not
 * lead to the signed root.
 */
final class Changes {
  private final Findings findings;
  private final Optional<Chain> chain;
  private final List<Change> noted = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  private record Change(TilePath tile, List<byte[]> file, List<byte[]> below) {}

  /** Over a tree; empty if there is no checkpoint to hold it against. */
  Changes(Findings findings, Optional<Chain> chain) {
    this.findings = findings;
    this.chain = chain;
  }

  /** Notes a tile whose hashes are not those of what is below it. */
  void note(TilePath tile, List<byte[]> file, List<byte[]> below) {
    if (noted.size() < Findings.TOLD) {
      noted.add(new Change(tile, List.copyOf(file), List.copyOf(below)));
    } else {
      findings.fail(tile.path(), "differs from the tree of the records");
    }
  }

  /**
   * Tells.
   *
   * @param signed true if the records are known to lead to the signed root
   */
  void finish(boolean signed) throws IOException {
    for (Change change : noted) {
      TilePath tile = change.tile;
      boolean vouched = !signed && leads(tile, change.file);
      if (vouched && tile.level() > 0) {
        // The tile is as signed; what is below it is told of there.
        continue;
      }
      boolean below = signed || leads(tile, change.below);
      for (int i = 0; i < change.file.size(); i++) {
        if (!Arrays.equals(change.file.get(i), change.below.get(i))) {
          tell(tile, i, below, vouched);
        }
      }
    }
  }

  private boolean leads(TilePath tile, List<byte[]> hashes) throws IOException {
    return chain.isPresent() && chain.get().leads(tile.level(), tile.index(), hashes);
  }

  private void tell(TilePath tile, int at, boolean below, boolean vouched) {
    long number = tile.index() * TilePath.FULL + at;
    String what =
        tile.level() == 0
            ? "record " + number
            : new TilePath(tile.level() - 1, number, TilePath.FULL).path();
    String hash = "hash " + at + " of the tile";
    if (vouched && !told.add(what)) {
      return;
    }
    if (vouched) {
      findings.fail(
          what,
          "was changed: the signed tree holds another hash for it ("
              + tile.path()
              + ", "
              + hash
              + ")");
    } else if (below) {
      findings.fail(
          tile.path(), hash + " was changed: it is not that of " + what + ", which is as signed");
    } else {
      findings.fail(
          tile.path(),
          hash + " is not that of " + what + ", and no signature shows which of them was changed");
    }
  }
}
