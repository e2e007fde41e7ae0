package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Receipt;
import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.Rotation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Ledgers to audit, and the audit command over them. */
final class Audited {
  /** Integrates only when it is closed. */
  static final Options LAZY =
      new Options(
          Optional.of("example.com/log"),
          Optional.of("node"),
          Duration.ofHours(1),
          64,
          1 << 20,
          1 << 20);

  static final Options PROMPT = Options.DEFAULT.withOrigin("example.com/log");

  /** Writes, integrates and drops segments all the time. */
  static final Options BUSY =
      new Options(
          Optional.of("example.com/log"),
          Optional.of("node"),
          Duration.ofMillis(5),
          4_000,
          30_000,
          1 << 20);

  private Audited() {}

  /** What a command said. */
  record Said(int exitCode, String out, String err) {}

  static Said run(Path ledger, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new AuditCommand(() -> ledger));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = line.execute(args);
    return new Said(exitCode, out.toString(), err.toString());
  }

  /** Appends tasks to the ledger of a directory, and closes it. */
  static void write(Path directory, int tasks) {
    write(directory, 0, tasks);
  }

  /** As {@link #write(Path, int)}, the first of them with a number other than 0. */
  static void write(Path directory, int first, int tasks) {
    try (FileLedger ledger = FileLedger.open(directory, PROMPT)) {
      for (int i = first; i < first + tasks; i++) {
        append(ledger, new SampleTask("t-" + i).drafts());
      }
    }
  }

  /**
   * A history that nobody's key but its forger's signed, beside the genuine key: two keys of his
   * own signed a step between them.
   */
  static void forgeWithARotation(Path directory, String genuineKey) {
    write(directory, 1);
    try (FileLedger ledger = FileLedger.open(directory, PROMPT)) {
      ledger.rotateKey(new Custody.Asked("local", "mallory", "to be believed"));
    }
    try {
      Path step = files(directory.resolve("rotations")).get(0);
      Files.writeString(
          directory.resolve("checkpoint"), Rotation.parse(Files.readAllBytes(step)).note());
      Files.writeString(directory.resolve("log.vkey"), genuineKey);
      for (Path secret : files(directory.resolve("keys"))) {
        Files.delete(secret);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void append(FileLedger ledger, List<Draft> drafts) {
    Receipt last = null;
    for (Draft draft : drafts) {
      last = ledger.append(List.of(draft));
    }
    last.durable().toCompletableFuture().join();
  }

  static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copy(Path from, Path to) {
    for (Path file : files(from)) {
      try {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
