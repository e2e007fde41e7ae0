package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes a ledger from its records: every leaf, tile and root, the signature, the write-ahead
 * log, payloads, and the rules that the records of a task keep. A part of the records is held
 * against the root by way of the tiles above it. One use, one thread; it starts others.
 */
final class Verification {
  private static final String LAST = "keys/last-signed";
  private static final String ELSEWHERE = "checkpoint kept elsewhere";

  /** So many bundles that are missing are looked for one by one. */
  private static final long MISSED = 1_000;

  private final LedgerDirectory directory;
  private final Findings findings;
  private final Progress progress;
  private Rotations rotations;
  private boolean unread;
  private boolean logOnly;
  private long records;
  private long signed;
  private Optional<byte[]> note = Optional.empty();
  private long from;
  private long to;
  private Reach reach = Reach.NOWHERE;

  Verification(LedgerDirectory directory, Findings findings, Progress progress) {
    this.directory = directory;
    this.findings = findings;
    this.progress = progress;
  }

  /** Records that were looked at. */
  long records() {
    return records;
  }

  /** The checkpoint that was looked at, verbatim. */
  Optional<byte[]> note() {
    return note;
  }

  /** Records that the checkpoint covers. */
  long signed() {
    return signed;
  }

  /** How far a checkpoint covers the records that were asked for. */
  Reach reach() {
    return reach;
  }

  void run(Asked asked) throws IOException {
    // Kept before it is published: read before and after, it must enclose the checkpoint.
    Optional<byte[]> keptBefore = directory.find(LAST);
    Snapshot snapshot;
    try {
      snapshot = Snapshot.take(directory);
    } catch (AuditFailure e) {
      findings.fail("checkpoint", e.getMessage());
      return;
    }
    logOnly = asked.logOnly();
    signed = snapshot.signed();
    note = snapshot.note();
    rotations = Rotations.read(directory, findings);
    Optional<VerifierKey> key = key(asked.key());
    key.ifPresent(rotations::bind);
    Optional<Checkpoint> published = key.flatMap(k -> open("checkpoint", snapshot.note(), k));
    Optional<Checkpoint> last = key.flatMap(k -> open(LAST, keptBefore, k));
    Optional<Checkpoint> since = key.flatMap(k -> open(ELSEWHERE, asked.since(), k));
    from = asked.from().orElse(since.map(Checkpoint::size).orElse(0L));
    to = Math.min(snapshot.size(), asked.to().orElse(Long.MAX_VALUE - 1) + 1);
    to = Math.min(to, believable());
    if (asked.from().orElse(0) > snapshot.size()) {
      findings.fail("record " + from, "is not here: there are " + snapshot.size());
    }
    from = Math.min(from, to);
    boolean whole = from == 0 && to == snapshot.size();
    long covered = published.map(Checkpoint::size).orElse(0L);
    // In a part, nothing holds the checkpoint signed last against the records; witnesses see the
    // published one.
    long also = whole && !asked.witnessed() ? last.map(Checkpoint::size).orElse(0L) : 0;
    reach = new Reach(from, Math.max(covered, also), to);
    Optional<Chain> chain = published.map(checkpoint -> new Chain(directory, checkpoint));
    if (whole) {
      whole(snapshot, published, last, since, chain);
    } else {
      part(snapshot, published, since, chain);
    }
    if (note.isEmpty() && snapshot.size() > 0) {
      findings.fail(
          "checkpoint",
          "is not there: nothing is proved about these records. Maybe their host had only just"
              + " begun; then take another copy");
    } else {
      reach.tell(findings, logOnly);
    }
    Optional<byte[]> keptAfter = directory.find(LAST);
    key.flatMap(k -> open(LAST, keptAfter, k)).ifPresent(this::notOlder);
    new WalCheck(snapshot, findings).run();
    if (whole) {
      new Strays(directory, findings).check();
    }
    if (directory.withheld()) {
      findings.note("This user may not read keys/: verified as if the keys had not come along.");
    }
  }

  /** Whoever writes a size need not write the records: what is missing is not named for ever. */
  private long believable() throws IOException {
    if (signed == 0 || directory.holds(TilePath.of(TilePath.ENTRIES, signed - 1, signed))) {
      return Long.MAX_VALUE;
    }
    long most = (directory.bundles() + MISSED) * TilePath.FULL;
    if (signed <= most) {
      return Long.MAX_VALUE;
    }
    findings.fail(
        "checkpoint",
        "covers "
            + signed
            + " records, and there are files for far fewer: nothing was looked for"
            + " after record "
            + (most - 1));
    return most;
  }

  private Optional<VerifierKey> key(Optional<VerifierKey> given) throws IOException {
    try {
      VerifierKey own = directory.ownKey();
      SecretKeys.check(directory, own, findings);
      if (given.isEmpty()) {
        findings.note(
            "The key was taken from the ledger itself ("
                + own
                + "). Compare it with one kept elsewhere, or give that with --key.");
      } else if (!given.get().equals(own)) {
        if (!rotations.lead(given.get(), own)) {
          findings.fail(
              "log.vkey", "is not the given key (" + own + "), and no rotation leads to it");
          return given;
        }
        findings.note("Rotations lead from the given key to the log's own (" + own + ").");
      }
      return Optional.of(own);
    } catch (NoSuchFileException e) {
      findings.fail("log.vkey", "is missing");
      return given;
    } catch (AuditFailure e) {
      findings.fail("log.vkey", "cannot be used: " + e.getMessage());
      return given;
    }
  }

  private Optional<Checkpoint> open(String file, Optional<byte[]> note, VerifierKey key) {
    try {
      return note.map(bytes -> rotations.open(bytes, key));
    } catch (IllegalArgumentException e) {
      findings.fail(file, e.getMessage());
      return Optional.empty();
    }
  }

  private void whole(
      Snapshot snapshot,
      Optional<Checkpoint> published,
      Optional<Checkpoint> last,
      Optional<Checkpoint> since,
      Optional<Chain> chain)
      throws IOException {
    Changes changes = new Changes(findings, chain);
    Tiles tiles = new Tiles(snapshot, findings, changes);
    last.ifPresent(checkpoint -> tiles.remember(checkpoint.size()));
    since.ifPresent(checkpoint -> tiles.remember(checkpoint.size()));
    rotations.steps().forEach(step -> tiles.remember(step.checkpoint().size()));
    walk(snapshot, tiles::add);
    tiles.finish();
    rotations.finish(!unread && !logOnly, checkpoint -> holds(checkpoint, tiles));
    boolean holds = published.isPresent() && holds(published.get(), tiles);
    changes.finish(holds);
    published.ifPresent(checkpoint -> root("checkpoint", checkpoint, tiles));
    last.ifPresent(checkpoint -> kept(checkpoint, tiles));
    since.ifPresent(checkpoint -> elsewhere(checkpoint, holds(checkpoint, tiles)));
  }

  private void part(
      Snapshot snapshot,
      Optional<Checkpoint> published,
      Optional<Checkpoint> since,
      Optional<Chain> chain)
      throws IOException {
    if (published.isPresent() && chain.isPresent()) {
      PartCheck check = new PartCheck(published.get().size(), chain.get(), findings);
      walk(snapshot, check::add);
      check.finish(published.get());
      List<Checkpoint> grown = new ArrayList<>();
      for (Rotations.Step step : rotations.steps()) {
        if (chain.get().grewFrom(step.checkpoint())) {
          grown.add(step.checkpoint());
        }
      }
      rotations.finish(false, grown::contains);
      if (since.isPresent()) {
        elsewhere(since.get(), chain.get().grewFrom(since.get()));
      }
    } else {
      walk(snapshot, piece -> {});
    }
    long end = end();
    findings.note(
        from == end
            ? "No record was looked at: there is none in the part that was asked for."
            : "Only the records "
                + from
                + " to "
                + (end - 1)
                + " were looked at, and of tasks those that begin among them.");
  }

  /** Of the log alone nothing can be said where nothing is signed. */
  private long end() {
    return logOnly ? reach.end() : to;
  }

  private void walk(Snapshot snapshot, Parallel.Then<Piece> then) throws IOException {
    Rules rules = new Rules(findings, from == 0);
    BlobTally blobs = new BlobTally(directory, findings, reach.covered());
    Pieces pieces = new Pieces(snapshot, from, to, logOnly);
    Parallel.inOrder(
        from / TilePath.FULL,
        (to + TilePath.FULL - 1) / TilePath.FULL,
        pieces::read,
        piece -> {
          findings.addAll(piece.findings());
          then.take(piece);
          unread |= piece.entries().isEmpty();
          for (Optional<DecisionRecord> record : piece.records()) {
            record.ifPresent(blobs::add);
            record.ifPresent(rotations::add);
            // What an unreadable record said would be missed below, and told as another's fault.
            unread |= record.isEmpty();
            if (!unread) {
              rules.add(record.get());
            }
          }
          piece.payloads().forEach(blobs::add);
          records += piece.within(from, end());
          progress.at(records, end() - from);
        });
    progress.end();
    if (snapshot.gapAt() >= 0) {
      findings.fail("wal", "record " + snapshot.gapAt() + " and those after it are missing");
    }
    if (unread && !logOnly) {
      findings.note("The rules were held against the records before the first unreadable one.");
    }
    if (logOnly) {
      findings.note(
          "Only the log was looked at: neither what its records say, nor their payloads.");
    } else {
      rules.finish();
      boolean whole = from == 0 && to == snapshot.size();
      if (!whole && blobs.missing()) {
        erasedLater(snapshot, blobs);
      }
      blobs.finish(whole && !unread);
    }
    findings.checked(
        "records",
        records
            + (logOnly ? " as bytes, " : " in canonical form and in order, ")
            + Math.max(0, Math.min(to, signed) - from)
            + " under the checkpoint");
  }

  /** What a part names may be gone since; that later records say so is held by a whole alone. */
  private void erasedLater(Snapshot snapshot, BlobTally blobs) throws IOException {
    try {
      new History(snapshot)
          .<DecisionRecord>each(
              to, snapshot.size(), one -> one.type().equals("erased"), one -> one, blobs::add);
    } catch (DamagedException | NoSuchFileException e) {
      findings.note("Whether what is missing was erased later could not be read.");
    }
  }

  private static boolean holds(Checkpoint checkpoint, Tiles tiles) {
    return tiles
        .root(checkpoint.size())
        .filter(root -> Arrays.equals(root, checkpoint.root()))
        .isPresent();
  }

  private void root(String file, Checkpoint checkpoint, Tiles tiles) {
    if (tiles.root(checkpoint.size()).isEmpty()) {
      findings.fail(file, "covers " + checkpoint.size() + " records, which are not all here");
    } else if (!holds(checkpoint, tiles)) {
      findings.fail(
          file,
          "the root computed from the first "
              + checkpoint.size()
              + " records is another: a record was changed, moved, added or removed");
    } else {
      findings.checked(file, checkpoint + " records, signed, its root computed from the records");
    }
  }

  private void kept(Checkpoint last, Tiles tiles) {
    root(LAST, last, tiles);
    if (last.size() > signed) {
      findings.note(
          "The published checkpoint is behind the one signed last ("
              + signed
              + " and "
              + last.size()
              + " records): the host was just publishing, or died then, or an old file was put"
              + " back.");
    }
  }

  private void elsewhere(Checkpoint since, boolean grown) {
    if (since.size() > signed) {
      findings.fail(
          ELSEWHERE,
          "ROLLBACK: it covers "
              + since.size()
              + " records and the ledger's own "
              + signed
              + ": the end was cut off, or an older copy was put in its place");
    } else if (!grown) {
      findings.fail(
          ELSEWHERE,
          "FORK: it is signed by the same key, but the ledger's first "
              + since.size()
              + " records have another root: what it covered was changed, or two histories are"
              + " shown");
    } else {
      findings.checked(
          ELSEWHERE, since + " records, signed; the ledger begins with the same records");
    }
  }

  private void notOlder(Checkpoint last) {
    if (last.size() < signed) {
      findings.fail(
          LAST, "is older than the checkpoint (" + last.size() + " and " + signed + " records)");
    }
  }
}
