package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit find}. */
@Command(
    name = "find",
    description =
        "Finds records that meet all that is asked, or with --tasks the tasks of "
            + "which some record meets each thing asked.")
public final class FindCommand extends LedgerCommand {
  @ArgGroup(validate = false, heading = "What is asked:%n")
  private FindOptions asked = new FindOptions();

  @Option(names = "--tasks", description = "Tasks, not records.")
  private boolean tasks;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "More than these are counted only; ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--scan", description = "Reads all records, even where an index is.")
  private boolean scan;

  @Option(
      names = "--index-at",
      paramLabel = "DIR",
      description = "Where the command index put the index; beside the ledger if left out.")
  private Path indexAt;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Override
  int run() throws IOException {
    if (limit < 0) {
      throw AuditFailure.usage(
          "There is no limit of (" + limit + ") records. Maybe give 0 or more.");
    }
    LedgerDirectory directory = directory();
    Snapshot snapshot = Snapshot.take(directory);
    Path at = indexAt == null ? IndexFile.beside(directory.path()) : indexAt;
    Search search = scan ? new Scan(snapshot) : search(snapshot, new IndexFile(at));
    Query query = asked.query(directory);
    if (tasks) {
      tasks(search.tasks(query));
    } else {
      records(search.records(query), new History(snapshot));
    }
    return 0;
  }

  private void tasks(List<String> found) {
    List<String> shown = found.subList(0, Math.min(limit, found.size()));
    if (json) {
      print(Map.of("count", found.size(), "tasks", shown));
    } else {
      shown.forEach(task -> out().println(Plain.line(task)));
      count(found.size(), shown.size(), "task");
    }
  }

  private void records(List<Long> found, History history) throws IOException {
    List<Map<String, Object>> shown = new ArrayList<>();
    Table table = new Table("RECORD", "TIME", "TASK", "");
    for (long sequence : found.subList(0, Math.min(limit, found.size()))) {
      DecisionRecord record = history.at(sequence);
      String task = record.position().task();
      if (json) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("sequence", sequence);
        told.put("time", record.time());
        told.put("task", task);
        told.put("type", Facts.type(record.body()));
        told.put("words", Words.of(record));
        shown.add(told);
      } else {
        String of = task.isEmpty() ? "(host)" : task;
        table.row("#" + sequence, Words.time(record.time()), of, Words.of(record));
      }
    }
    if (json) {
      print(Map.of("count", found.size(), "records", shown));
    } else {
      if (!found.isEmpty()) {
        table.print("", out()::println);
      }
      count(found.size(), Math.min(limit, found.size()), "record");
    }
  }

  private void count(int found, int shown, String what) {
    String all = found > shown ? " found, " + shown + " shown" : " found";
    out().println(Words.count(found, what) + all);
  }
}
