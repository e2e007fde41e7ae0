package io.consilium.distribution.benchmarks.ledger;

import io.consilium.api.task.Digest;
import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import io.consilium.governance.auditor.AuditCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;

/** The auditor's whole verification of a ledger beside SHA-256 of the same records. */
final class VerifyBench {
  private static final int WARM_UP = 2;

  private final Path ledger;
  private final List<Path> bundles;
  private final long records;
  private final long bytes;

  private VerifyBench(Path ledger) throws IOException {
    this.ledger = ledger;
    this.bundles = LedgerFiles.bundles(ledger);
    long count = 0;
    long size = 0;
    for (Path bundle : bundles) {
      count += LedgerFiles.records(bundle).size();
      size += Files.size(bundle);
    }
    this.records = count;
    this.bytes = size;
  }

  static Section run(Path ledger, int rounds) throws Exception {
    return new VerifyBench(ledger).measure(rounds);
  }

  private Section measure(int rounds) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    List<Double> verified = new ArrayList<>();
    List<Double> logOnly = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    List<Double> together = new ArrayList<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      double verify = perSecond(() -> audit(ledger, "verify"));
      double log = perSecond(() -> audit(ledger, "verify", "--log-only"));
      double hashedOne = perSecond(() -> hash(1));
      double hashedAll = perSecond(() -> hash(processors));
      if (round >= 0) {
        verified.add(verify);
        logOnly.add(log);
        alone.add(hashedOne);
        together.add(hashedAll);
      }
    }
    Value one = rate(alone);
    Value all = rate(together);
    return new Section(
        "Verification",
        String.format(
            Locale.ROOT,
            "%,d records without payloads, %.0f bytes each, files in memory; %d alternating rounds."
                + " The log alone: every leaf, tile, root and signature is recomputed. The whole also"
                + " reads each record, and holds it against its form and the rules. On %d threads.",
            records,
            bytes / (double) records,
            rounds,
            processors),
        List.of(
            new Section.Line(
                "SHA-256 of each record, read from the same files, 1 thread", one, megabytes(one)),
            new Section.Line("the same, " + processors + " threads", all, megabytes(all)),
            line("audit verify --log-only", logOnly, one, all),
            line("audit verify, whole", verified, one, all)));
  }

  private Section.Line line(String name, List<Double> rounds, Value one, Value all) {
    Value rate = rate(rounds);
    return new Section.Line(
        name,
        rate,
        megabytes(rate),
        rate.over(one, "beside 1 thread of SHA-256"),
        rate.over(all, "beside all threads"));
  }

  private static Value rate(List<Double> rounds) {
    return Value.of("records", "1/s", rounds.stream().mapToDouble(x -> x).toArray());
  }

  private Value megabytes(Value rate) {
    return Value.of("bytes", "MB/s", rate.median() * bytes / records / 1e6);
  }

  private double perSecond(Callable<?> work) throws Exception {
    long start = System.nanoTime();
    work.call();
    return records * 1e9 / (System.nanoTime() - start);
  }

  /** Runs a command of the auditor; what it says is dropped unless it fails. */
  static int audit(Path ledger, String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine audit = new CommandLine(new AuditCommand(() -> ledger));
    audit.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int code = audit.execute(arguments);
    if (code != 0) {
      throw new IllegalStateException("audit " + String.join(" ", arguments) + ": " + said);
    }
    return said.getBuffer().length();
  }

  private Object hash(int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int part = 0; part < threads; part++) {
        int first = part;
        work.add(() -> hash(first, threads));
      }
      for (Future<Integer> one : pool.invokeAll(work)) {
        one.get();
      }
      return pool;
    } finally {
      pool.shutdown();
    }
  }

  private int hash(int first, int step) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    int last = 0;
    for (int i = first; i < bundles.size(); i += step) {
      for (byte[] record : LedgerFiles.records(bundles.get(i))) {
        last ^= sha256.digest(record)[0];
      }
    }
    return last;
  }
}
