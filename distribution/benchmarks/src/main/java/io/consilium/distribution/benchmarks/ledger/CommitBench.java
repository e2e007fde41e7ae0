package io.consilium.distribution.benchmarks.ledger;

import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Durable records a second and what each waits for, with so many producers: the ledger, then the
 * same bytes in the same groups without it, in alternating rounds.
 */
final class CommitBench implements AutoCloseable {
  private static final int WARM_UP = 3;
  private static final int PAYLOAD = 1 << 10;

  /** One record with a payload for so many without: each takes as long as several. */
  private static final int PAYLOADS = 4;

  private final Path directory;
  private final int rounds;
  private final List<Draft> drafts = new ArrayList<>();
  private final FileLedger ledger;
  private int runs;

  /**
   * A benchmark of a ledger of its own.
   *
   * @param rounds that count
   */
  CommitBench(Path directory, int rounds) {
    this.directory = directory;
    this.rounds = rounds;
    for (int task = 0; task < 64; task++) {
      drafts.addAll(SyntheticTask.drafts("bench-" + task, task));
    }
    Options one = Options.DEFAULT;
    // One segment, so that the groups of a round can be read from it when the round is over.
    this.ledger =
        FileLedger.open(
            log(),
            new Options(
                Optional.empty(),
                Optional.empty(),
                one.integration(),
                one.inlineBytes(),
                Long.MAX_VALUE,
                one.queueBytes()));
  }

  private Path log() {
    return directory.resolve("commit");
  }

  /** What the ledger does later must not disturb who comes next. */
  private void settle() {
    ledger.prove(ledger.size() - 1).toCompletableFuture().join();
  }

  private CompletionStage<Void> append(int number) {
    return ledger.append(List.of(drafts.get(number % drafts.size()))).durable();
  }

  private CompletionStage<Void> appendWithPayload(int number) {
    byte[] bytes = new byte[PAYLOAD];
    ThreadLocalRandom.current().nextBytes(bytes);
    Artifact payload =
        new Artifact(
            MediaType.TEXT, PAYLOAD, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
    Draft draft = drafts.get(number % drafts.size());
    return ledger
        .append(
            List.of(
                new Draft(
                    draft.position(), draft.body(), draft.code(), Map.of("message", payload))))
        .durable();
  }

  Section run(int producers, int each) throws Exception {
    runs++;
    Map<String, List<Round>> all = new LinkedHashMap<>();
    double records = 0;
    double bytes = 0;
    double groups = 0;
    try (Producers threads = new Producers(producers, 1);
        BareLog bare = new BareLog(file("bare", producers));
        BareCommit commit = new BareCommit(file("commit", producers));
        Sqlite wal = new Sqlite(file("wal", producers), "WAL");
        Sqlite rollback = new Sqlite(file("rollback", producers), "DELETE")) {
      for (int round = -WARM_UP; round < rounds; round++) {
        long before = Groups.end(log());
        Round ledgers = threads.round(each, this::append);
        Groups written = Groups.since(log(), before);
        byte[] frame = new byte[(int) (written.bytes() / written.records())];
        Map<String, Round> now = new LinkedHashMap<>();
        now.put("ledger", ledgers);
        now.put(
            "ledger, each with a sealed payload of 1 KiB",
            threads.round(Math.max(50, each / PAYLOADS), this::appendWithPayload));
        settle();
        now.put("bare append and force, the same bytes in the same groups", bare.round(written));
        now.put(
            "bare group commit, the same producers",
            threads.round(each, i -> commit.append(frame)));
        now.put("SQLite, synchronous=FULL, WAL, the same groups", wal.round(written));
        now.put(
            "SQLite, synchronous=FULL, rollback journal, the same groups", rollback.round(written));
        if (round >= 0) {
          now.forEach((name, one) -> all.computeIfAbsent(name, n -> new ArrayList<>()).add(one));
          records += written.records();
          bytes += written.bytes();
          groups += written.groups().size();
        }
      }
    }
    return section(producers, all, records / groups, bytes / records);
  }

  private Path file(String name, int producers) {
    return directory.resolve(name + "-" + producers + "-" + runs);
  }

  private Section section(int producers, Map<String, List<Round>> all, double group, double bytes) {
    Value own = Round.rate(all.get("ledger"));
    List<Section.Line> lines = new ArrayList<>();
    all.forEach(
        (name, done) -> {
          Value rate = Round.rate(done);
          List<Value> values = new ArrayList<>(List.of(rate));
          if (done.get(0).waited()) {
            values.addAll(List.of(Round.p50(done), Round.p99(done)));
          }
          if (!name.startsWith("ledger")) {
            values.add(own.over(rate, "the ledger is"));
          }
          lines.add(new Section.Line(name, values));
        });
    return new Section(
        "Durable records, " + producers + (producers == 1 ? " producer" : " producers"),
        String.format(
            java.util.Locale.ROOT,
            "Each waits until its record is on disk; p50 and p99 of that wait. The ledger forced"
                + " %.1f records at once on average, %.0f bytes each; %d alternating rounds."
                + " Where whole groups are written, nobody waits for a record of them.",
            group,
            bytes,
            rounds),
        lines);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
