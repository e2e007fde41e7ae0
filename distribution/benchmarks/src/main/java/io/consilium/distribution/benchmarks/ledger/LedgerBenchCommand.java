package io.consilium.distribution.benchmarks.ledger;

import io.consilium.distribution.benchmarks.Scratch;
import io.consilium.distribution.benchmarks.report.Report;
import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench ledger}. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the ledger: durable records a second beside a bare loop and SQLite, time until a",
      "record can be proved, verification beside SHA-256, bytes on disk; with --records, a ledger",
      "of so many: to open, verify, prove and ask."
    })
public final class LedgerBenchCommand implements Callable<Integer> {
  private static final List<String> PARTS = List.of("commit", "provable", "verify", "disk");
  private static final int BROKEN = 70;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Some of commit, provable, verify, disk.")
  private List<String> only = PARTS;

  @Option(names = "--quick", description = "Few rounds and records: for a look.")
  private boolean quick;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Makes a ledger of N records in DIR, goes on with what is there, measures it.")
  private long records;

  @Option(
      names = "--heap",
      defaultValue = "2g",
      paramLabel = "SIZE",
      description = "Heap of each process that works on that ledger. Default: ${DEFAULT-VALUE}")
  private String heap;

  @Option(
      names = "--of",
      paramLabel = "LEDGER",
      description = "Another ledger whose bytes are told; closed, several times.")
  private List<Path> others = List.of();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where files are written: decides which disk is measured. Default: temporary")
  private Path directory;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Option(names = "--markdown", paramLabel = "FILE", description = "The tables, for a document.")
  private Path markdown;

  @Override
  public Integer call() throws Exception {
    refuseMistakes();
    Path base = directory == null ? null : Files.createDirectories(directory);
    Path scratch =
        base == null
            ? Files.createTempDirectory("consilium-bench")
            : Files.createTempDirectory(base, "consilium-bench");
    List<Section> sections = new ArrayList<>();
    String machine = machine(scratch);
    try {
      if (records > 0) {
        sections.addAll(BigBench.run(base, records, heap));
      } else {
        measure(scratch, sections);
      }
    } finally {
      Scratch.delete(scratch);
    }
    tell(new Report(command(), machine, sections));
    return sections.stream()
            .flatMap(section -> section.lines().stream())
            .anyMatch(line -> line.name().endsWith(BigBench.FAILED))
        ? BROKEN
        : 0;
  }

  private void refuseMistakes() {
    for (String part : only) {
      if (!PARTS.contains(part)) {
        throw mistake("There is no part (" + part + "). Maybe one of " + PARTS + ".");
      }
    }
    if (records < 0 || records > 0 && directory == null) {
      throw mistake(
          "A ledger of (" + records + ") records needs a place that stays. Maybe add --dir DIR.");
    }
    for (Path other : others) {
      if (!Files.isDirectory(other.resolve("tile/entries"))) {
        throw mistake("There is no ledger in (" + other + "). Maybe name WORK/ledger.");
      }
    }
  }

  private ParameterException mistake(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private void measure(Path scratch, List<Section> sections) throws Exception {
    if (only.contains("commit")) {
      try (CommitBench commit = new CommitBench(scratch, quick ? 3 : 7)) {
        commit.run(64, quick ? 20 : 50);
        sections.add(commit.run(1, quick ? 100 : 400));
        sections.add(commit.run(8, quick ? 50 : 200));
        sections.add(commit.run(64, quick ? 100 : 500));
      }
    }
    if (only.contains("provable")) {
      sections.add(ProvableBench.run(scratch, quick ? 20 : 100));
    }
    Path synthetic = scratch.resolve("synthetic");
    if (only.contains("verify") || only.contains("disk")) {
      LedgerFiles.grow(synthetic, quick ? 20_000 : 200_000);
    }
    if (only.contains("verify")) {
      sections.add(VerifyBench.run(synthetic, quick ? 3 : 7));
    }
    if (only.contains("disk")) {
      Map<String, Path> ledgers = new LinkedHashMap<>();
      ledgers.put("synthetic task of ten records, without payloads", synthetic);
      others.forEach(other -> ledgers.put(name(other), other));
      sections.add(DiskUse.section(ledgers));
    }
  }

  /** A ledger lies in a work directory, whose name says more than its own. */
  private static String name(Path ledger) {
    Path whole = ledger.toAbsolutePath().normalize();
    return whole.endsWith("ledger") && whole.getNameCount() > 1
        ? whole.getParent().getFileName().toString()
        : whole.getFileName().toString();
  }

  private String command() {
    List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    return "./consilium bench " + String.join(" ", words);
  }

  private static String machine(Path scratch) throws IOException {
    return String.format(
        Locale.ROOT,
        "%d processors, %s on %s, Java %s. Median (least to most).",
        Runtime.getRuntime().availableProcessors(),
        Files.getFileStore(scratch).type(),
        System.getProperty("os.name"),
        System.getProperty("java.version"));
  }

  private void tell(Report report) throws IOException {
    if (markdown != null) {
      Files.writeString(markdown, report.markdown());
    }
    System.out.println(json ? Json.text(report) : report.text());
  }
}
