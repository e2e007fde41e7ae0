package io.consilium.distribution.benchmarks.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A ledger of many records: how long it takes to open, verify, prove and ask, and how much memory.
 */
final class BigBench {
  private static final int PART = 100_000;
  private static final int LOOKS = 5;

  /** What a line says whose process failed. */
  static final String FAILED = ": FAILED";

  private final Path ledger;
  private final long records;
  private final String heap;
  private final List<Section.Line> lines = new ArrayList<>();

  private BigBench(Path ledger, long records, String heap) {
    this.ledger = ledger;
    this.records = records;
    this.heap = heap;
  }

  /**
   * Makes what is missing of a ledger, and measures it.
   *
   * @param heap most that a Java heap may take, such as {@code 2g}
   */
  static List<Section> run(Path directory, long records, String heap)
      throws IOException, InterruptedException {
    BigBench bench = new BigBench(directory.resolve("ledger-big"), records, heap);
    bench.measure();
    return bench.sections();
  }

  private void measure() throws IOException, InterruptedException {
    long there = records - LedgerFiles.size(ledger);
    stage("write it, task by task", there, "grow", Long.toString(records));
    long middle = records / 2;
    String task = LedgerFiles.task(ledger, middle);
    stage("open it for writing", records, "open");
    stage("audit verify --log-only", records, "audit", "verify", "--log-only");
    stage("audit verify", records, "audit", "verify");
    String from = Long.toString(middle);
    String to = Long.toString(Math.min(records, middle + PART) - 1);
    long part = Math.min(records, middle + PART) - middle;
    stage("audit verify of a part", part, "audit", "verify", "--from", from, "--to", to);
    look("audit prove", "prove", "--index", from);
    stage("audit show of a task, without an index", records, "audit", "show", task);
    stage("audit index", records, "audit", "index", "--rebuild");
    look(
        "audit find --expert --limit 20",
        "find",
        "--expert",
        SyntheticTask.expert(1),
        "--limit",
        "20");
    look(
        "audit find --verdict rejected --limit 20",
        "find",
        "--verdict",
        "rejected",
        "--limit",
        "20");
    look("audit find --task", "find", "--task", task);
    stage("audit stats, which reads every record", records, "audit", "stats");
  }

  /** Something short enough to be done several times: the median counts. */
  private void look(String name, String... arguments) throws IOException, InterruptedException {
    double[] seconds = new double[LOOKS];
    double peak = 0;
    for (int i = 0; i < LOOKS; i++) {
      Optional<JsonNode> done = child("audit", arguments);
      if (done.isEmpty()) {
        lines.add(new Section.Line(name + FAILED));
        return;
      }
      seconds[i] = done.get().get("seconds").asDouble();
      peak = Math.max(peak, done.get().get("peakBytes").asDouble());
    }
    lines.add(new Section.Line(name, Value.of("time", "s", seconds), memory(peak)));
  }

  private void stage(String name, long count, String what, String... arguments)
      throws IOException, InterruptedException {
    Optional<JsonNode> done = child(what, arguments);
    if (done.isEmpty()) {
      lines.add(new Section.Line(name + FAILED));
      return;
    }
    double seconds = done.get().get("seconds").asDouble();
    lines.add(
        new Section.Line(
            name,
            Value.of("time", "s", seconds),
            memory(done.get().get("peakBytes").asDouble()),
            Value.of("records", "1/s", count / seconds)));
    System.err.printf(Locale.ROOT, "%s: %.1f s%n", name, seconds);
  }

  private static Value memory(double bytes) {
    return Value.of("memory", "MiB", bytes / (1 << 20));
  }

  /** What a process of its own told; empty if it failed, which it tells on standard error. */
  private Optional<JsonNode> child(String what, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BigStage.class.getName());
    command.add(what);
    command.add(ledger.toString());
    command.addAll(List.of(arguments));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (child.waitFor() != 0) {
      return Optional.empty();
    }
    String last = said.lines().reduce("", (before, line) -> line);
    return Optional.of(Json.tree(last.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Section> sections() throws IOException {
    double index = Files.exists(index()) ? Files.size(index()) / (double) records : 0;
    List<Value> values = new ArrayList<>(DiskUse.line("", ledger).values());
    values.add(Value.of("query index", "B", index));
    return List.of(
        new Section(
            String.format(Locale.ROOT, "A ledger of %,d records", records),
            "Each line is a process of its own with a heap of at most "
                + heap
                + "; memory is the most that the process had resident; files are cached as the"
                + " machine has room. Proofs, tasks and queries: "
                + LOOKS
                + " processes each, Java's start not counted.",
            lines),
        new Section(
            "Its bytes on disk, for each record",
            "As above; the query index lies beside the ledger and is built on demand.",
            List.of(new Section.Line("synthetic task, without payloads", values))));
  }

  private Path index() {
    return ledger.resolveSibling(ledger.getFileName() + ".index").resolve("records.sqlite");
  }
}
