package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit export}. */
@Command(
    name = "export",
    description =
        "Writes records for other tools: jsonl and csv of all that are asked "
            + "for, prov (W3C PROV-JSON) and html (a page for a file note) of one "
            + "--task.")
public final class ExportCommand extends LedgerCommand {
  /** The forms. */
  enum Form {
    jsonl,
    csv,
    prov,
    html
  }

  @Parameters(paramLabel = "FORM", description = "${COMPLETION-CANDIDATES}.")
  private Form form;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A new file; standard output if left out.")
  private Path file;

  @ArgGroup(validate = false, heading = "What is asked:%n")
  private FindOptions asked = new FindOptions();

  @Mixin private Reading reading;

  @Override
  int run() throws IOException {
    Snapshot snapshot = Snapshot.take(directory());
    if (file == null) {
      write(snapshot, out());
      return 0;
    }
    if (Files.exists(file)) {
      throw AuditFailure.usage("There is a file (" + file + "). Maybe name a new one.");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (PrintWriter writer = open(part)) {
      write(snapshot, writer);
      if (writer.checkError()) {
        throw unwritable("Maybe the disk is full.");
      }
      Files.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
    return 0;
  }

  private PrintWriter open(Path part) {
    try {
      return new PrintWriter(Files.newBufferedWriter(part, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable("Maybe name another: " + e);
    }
  }

  private AuditFailure unwritable(String why) {
    return AuditFailure.usage("The file (" + file + ") cannot be written. " + why);
  }

  private void write(Snapshot snapshot, PrintWriter to) throws IOException {
    History history = new History(snapshot);
    switch (form) {
      case jsonl ->
          each(
              snapshot,
              sequence ->
                  to.println(
                      Plain.json(new String(snapshot.record(sequence), StandardCharsets.UTF_8))));
      case csv -> {
        to.print(CsvExport.head());
        each(snapshot, sequence -> to.print(CsvExport.row(history.at(sequence))));
      }
      case prov -> to.println(Plain.json(Json.pretty(Prov.of(task(history)))));
      case html -> {
        Payloads payloads = reading.of(snapshot, audit());
        String page = new Report(snapshot, payloads).of(asked.task(), task(history));
        reading.record(payloads, audit(), err());
        to.print(page);
      }
    }
    to.flush();
  }

  private List<DecisionRecord> task(History history) throws IOException {
    if (asked.task().isEmpty()) {
      throw AuditFailure.usage(
          "The form (" + form + ") is of one task. Maybe add --task; see: " + typed("list"));
    }
    return history.task(asked.task());
  }

  private void each(Snapshot snapshot, Parallel.Then<Long> then) throws IOException {
    Query query = asked.query(snapshot.directory());
    if (query.criteria().isEmpty()) {
      for (long sequence = 0; sequence < snapshot.size(); sequence++) {
        then.take(sequence);
      }
      return;
    }
    for (long sequence : search(snapshot).records(query)) {
      then.take(sequence);
    }
  }
}
