package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import io.consilium.governance.ledger.format.WalFrame;
import io.consilium.governance.ledger.format.WalSegment;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Brings a directory to a state from which a host can work: the log checked against its signed
 * checkpoint, everything of the write-ahead log in the tree, and that log empty. Can itself be
 * interrupted at any point and begun again.
 */
final class Recovery {
  private final Disk disk;
  private final Path ledger;
  private final Path wal;
  private final Signer signer;
  private final Lost lost;
  private final Index index = new Index();
  private final UnitNames names = new UnitNames();
  private final Set<String> replayed = new HashSet<>();
  private long truncated;
  private boolean rotated;
  private final boolean acceptLoss;
  private final List<Path> damaged = new ArrayList<>();
  private long brokenAt;
  private byte[] brokenEnd = {};
  private BlobCensus census;
  private Optional<Body.Gap> gap = Optional.empty();

  /**
   * @param acceptLoss true to go on before damage of the write-ahead log instead of refusing
   */
  Recovery(Disk disk, Path ledger, Signer signer, boolean acceptLoss) {
    this.acceptLoss = acceptLoss;
    this.disk = disk;
    this.ledger = ledger;
    this.wal = ledger.resolve("wal");
    this.signer = signer;
    this.lost = new Lost(disk, ledger);
  }

  /** Returns the tree with all records in it, signed. */
  Tree run(Blobs blobs) throws IOException {
    census = BlobCensus.take(disk, ledger);
    check();
    Tree tree = Tree.open(disk, ledger, signer.size());
    List<Path> segments = new ArrayList<>();
    List<WalFrame> frames = read(segments);
    refuseHiddenRecords(frames);
    long before = tree.size();
    integrate(frames, tree, blobs);
    if (tree.size() > before) {
      signer.sign(tree.size(), tree.reader(tree.size()));
      tree.dropPartials(before, tree.size());
    } else if (!signer.note().isEmpty()) {
      signer.publish();
    }
    finishRotation();
    setAside();
    for (Path segment : segments) {
      disk.delete(segment);
    }
    disk.forceDirectory(wal);
    sweep();
    return tree;
  }

  /** Payloads without a record go too, unless records are lost that may name them. */
  private void setAside() throws IOException {
    if (gap.isPresent()) {
      lost.note(gap.get());
    }
    for (Path file : damaged) {
      lost.keepSegment(file);
    }
    if (brokenEnd.length > 0) {
      lost.keepEnd(brokenAt, brokenEnd);
    }
    if (!lost.hasSegments()) {
      lost.move(census.unnamed());
    }
  }

  /** A key that was made ready counts only if its record made it into the log. */
  private void finishRotation() throws IOException {
    if (rotated) {
      signer.rotate();
    } else if (signer.keys().prepared().isPresent()) {
      signer.keys().abandon();
    }
  }

  /** Payloads whose sealing was interrupted; no record names them. */
  private void sweep() throws IOException {
    for (Path file : disk.list(ledger.resolve("blobs"))) {
      if (file.getFileName().toString().endsWith(".tmp")) {
        disk.delete(file);
      }
    }
  }

  Index index() {
    return index;
  }

  UnitNames names() {
    return names;
  }

  /** Erased units whose blobs the write-ahead log may have brought back. */
  Set<String> replayed() {
    return replayed;
  }

  /** What lies beside the log. */
  Lost lost() {
    return lost;
  }

  /** Bytes of the write-ahead log that were never acknowledged. */
  long truncated() {
    return truncated;
  }

  /** Computes the root from the entries themselves, and indexes them. */
  private void check() throws IOException {
    long size = signer.size();
    if (size == 0) {
      return;
    }
    TileReader reader = new TileReader(path -> disk.read(ledger.resolve(path)), size);
    Range range = new Range();
    try {
      for (long at = 0; at < size; at += TilePath.FULL) {
        List<byte[]> entries = reader.bundle(at);
        for (int i = 0; i < entries.size(); i++) {
          range.add(Merkle.leaf(entries.get(i)));
          index(at + i, entries.get(i));
        }
      }
      byte[] edge = Merkle.root(size, reader);
      signer.expect(range.root());
      signer.expect(edge);
    } catch (DamagedException | java.nio.file.NoSuchFileException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private void index(long sequence, byte[] record) {
    try {
      names.add(index.add(sequence, record), record);
      census.see(record);
      rotated = rotated || signer.namesNextKey(record);
    } catch (IllegalArgumentException e) {
      throw damaged("record " + sequence + " is not a decision record", e);
    }
  }

  /** Tiles are written after their records were forced: one that reaches further shows a loss. */
  private void refuseHiddenRecords(List<WalFrame> frames) throws IOException {
    long end = signer.size();
    for (WalFrame frame : frames) {
      end = Math.max(end, frame.next());
    }
    TilePath full = new TilePath(TilePath.ENTRIES, end / TilePath.FULL, TilePath.FULL);
    List<String> further = new ArrayList<>();
    if (disk.exists(ledger.resolve(full.path()))) {
      further.add(full.path());
    }
    for (Path file : disk.list(ledger.resolve(full.path() + ".p"))) {
      Optional<TilePath> tile = TilePath.parse(full.path() + ".p/" + file.getFileName());
      if (tile.isPresent() && tile.get().width() > end % TilePath.FULL) {
        further.add(tile.get().path());
      }
    }
    if (!further.isEmpty()) {
      throw damaged(
          String.join(", ", further)
              + " is of a larger log than checkpoint and write-ahead log show ("
              + end
              + " records): they were put back to an earlier state, or lost",
          null);
    }
  }

  private List<WalFrame> read(List<Path> segments) throws IOException {
    List<WalFrame> frames = new ArrayList<>();
    long next = signer.size();
    for (Path file : disk.list(wal)) {
      OptionalLong first = WalSegment.first(file.getFileName().toString());
      if (first.isPresent()) {
        segments.add(file);
      }
    }
    for (Path file : segments) {
      next = read(file, file.equals(segments.get(segments.size() - 1)), next, frames);
    }
    return frames;
  }

  private long read(Path file, boolean newest, long next, List<WalFrame> frames)
      throws IOException {
    byte[] bytes = disk.read(file);
    long first = WalSegment.first(file.getFileName().toString()).getAsLong();
    WalSegment segment = WalSegment.read(first, bytes);
    long end = next;
    for (WalFrame frame : segment.frames()) {
      if (frame.first() > end || gap.isPresent()) {
        lose(
            file + ": records " + end + " to " + (frame.first() - 1) + " are missing before it",
            file,
            end,
            frame.next() - 1);
      } else {
        // Those in the tree already are kept for their blobs, which may not have been forced.
        frames.add(frame);
        end = Math.max(end, frame.next());
      }
    }
    boolean torn = segment.tail() != WalSegment.Tail.CLEAN;
    if (segment.tail() == WalSegment.Tail.LOST || (torn && !newest)) {
      lose(file + ": " + segment.problem(), file, end, end - 1);
    } else {
      truncated += bytes.length - segment.valid();
      if (segment.tail() == WalSegment.Tail.BROKEN) {
        // The last record that was acknowledged looks like this if it was damaged.
        brokenAt = end;
        brokenEnd = Arrays.copyOfRange(bytes, (int) segment.valid(), bytes.length);
      }
    }
    return end;
  }

  /** Refuses, or notes what is lost. */
  private void lose(String what, Path file, long from, long to) {
    if (!acceptLoss) {
      throw damaged(
          what + ". If no backup has them, ./consilium audit accept-loss goes on without them",
          null);
    }
    gap =
        Optional.of(
            new Body.Gap(
                gap.map(Body.Gap::from).orElse(from),
                Math.max(to, gap.map(Body.Gap::to).orElse(to)),
                "log-damaged"));
    if (!damaged.contains(file)) {
      damaged.add(file);
    }
  }

  private void integrate(List<WalFrame> frames, Tree tree, Blobs blobs) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (WalFrame frame : frames) {
      blobs.store(frame.blobs());
      long known = tree.size() + entries.size() - frame.first();
      long skip = Math.min(known, frame.records().size());
      for (byte[] record : frame.records().subList((int) skip, frame.records().size())) {
        index(tree.size() + entries.size(), record);
        entries.add(record);
      }
    }
    frames.forEach(this::bringBack);
    blobs.force();
    if (!entries.isEmpty()) {
      tree.add(entries);
    }
  }

  private void bringBack(WalFrame frame) {
    for (byte[] record : frame.blobs().isEmpty() ? List.<byte[]>of() : frame.records()) {
      Json.read(record, DecisionRecord.class).payloads().values().stream()
          .map(SealedPayload::unit)
          .filter(names::erased)
          .forEach(replayed::add);
    }
  }

  private static LedgerFailure damaged(String what, Throwable cause) {
    return new LedgerFailure(
        "The ledger is damaged: "
            + what
            + ". Records that had been acknowledged are lost or changed; nothing will be written on"
            + " top of them. Maybe run ./consilium audit verify, and restore the directory from a"
            + " backup.",
        cause);
  }

  /** The root of a growing tree, from leaf hashes alone. */
  private static final class Range {
    private final byte[][] subtrees = new byte[64][];
    private long size;

    void add(byte[] leaf) {
      byte[] hash = leaf;
      int height = 0;
      for (; (size >>> height & 1) == 1; height++) {
        hash = Merkle.parent(subtrees[height], hash);
      }
      subtrees[height] = hash;
      size++;
    }

    byte[] root() {
      byte[] root = null;
      for (int height = 0; height < 64; height++) {
        if ((size >>> height & 1) == 1) {
          root = root == null ? subtrees[height] : Merkle.parent(subtrees[height], root);
        }
      }
      return root == null ? Merkle.rootOfNothing() : Arrays.copyOf(root, root.length);
    }
  }
}
