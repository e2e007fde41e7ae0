package io.consilium.distribution.benchmarks.ledger;

import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import io.consilium.governance.ledger.format.TilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Bytes a decision takes on disk, by what they are. */
final class DiskUse {
  private static final long BLOCK = 4096;
  private static final String EARLIER = "earlier edges";
  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("tile/entries/", "records");
    PARTS.put("tile/", "tree");
    PARTS.put("blobs/", "payloads");
    PARTS.put("keys/", "keys");
    PARTS.put("wal/", "write-ahead log");
    PARTS.put("", "other");
    PARTS.put("-", EARLIER);
  }

  private DiskUse() {}

  static Section section(Map<String, Path> ledgers) throws IOException {
    List<Section.Line> lines = new ArrayList<>();
    for (Map.Entry<String, Path> ledger : ledgers.entrySet()) {
      lines.add(line(ledger.getKey(), ledger.getValue()));
    }
    return new Section(
        "Bytes a decision takes on disk",
        "A ledger that was closed, over its records; the write-ahead log is empty then, and holds"
            + " each record and small payload once more until the tree has it. Earlier edges: the"
            + " partial tiles of earlier checkpoints, which go when their tile is full, at 256"
            + " records. In blocks: what the"
            + " files take of a file system that gives out 4 KiB at a time.",
        lines);
  }

  static Section.Line line(String name, Path ledger) throws IOException {
    long records = LedgerFiles.size(ledger);
    Map<String, Long> bytes = new LinkedHashMap<>();
    PARTS.values().forEach(part -> bytes.put(part, 0L));
    long blocks = 0;
    long files = 0;
    try (Stream<Path> all = Files.walk(ledger)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        long size = Files.size(file);
        bytes.merge(part(ledger.relativize(file).toString(), records), size, Long::sum);
        blocks += (size + BLOCK - 1) / BLOCK * BLOCK;
        files++;
      }
    }
    List<Value> values = new ArrayList<>();
    values.add(Value.of("decisions", "on record", records));
    for (Map.Entry<String, Long> part : bytes.entrySet()) {
      values.add(Value.of(part.getKey(), "B", part.getValue() / (double) records));
    }
    double total = bytes.values().stream().mapToLong(x -> x).sum();
    values.add(Value.of("all", "B", total / records));
    values.add(Value.of("in blocks", "B", blocks / (double) records));
    values.add(Value.of("files", "files", files));
    return new Section.Line(name, values);
  }

  private static String part(String file, long size) {
    Optional<TilePath> tile = TilePath.parse(file);
    if (tile.isPresent() && tile.get().partial() && !edge(tile.get(), size)) {
      return EARLIER;
    }
    return PARTS.entrySet().stream()
        .filter(part -> file.startsWith(part.getKey()))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** True for a partial tile that the tree of a size needs. */
  private static boolean edge(TilePath tile, long size) {
    long hashes = tile.level() <= 0 ? size : size >>> 8 * tile.level();
    return tile.equals(TilePath.of(tile.level(), hashes - 1, size));
  }
}
