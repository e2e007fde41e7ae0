package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit show}. */
@Command(
    name = "show",
    description =
        "Shows a task as a tree: loops, cycles, waves, who was asked, what came "
            + "back; then its calls and halting decisions over time.")
public final class ShowCommand extends LedgerCommand {
  @Parameters(paramLabel = "TASK", description = "The task's id.")
  private String task;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Mixin private Reading reading;

  @Override
  int run() throws IOException {
    Snapshot snapshot = Snapshot.take(directory());
    List<DecisionRecord> records = new History(snapshot).task(task);
    Payloads payloads = reading.of(snapshot, audit());
    if (json) {
      List<Map<String, Object>> told = told(records, payloads);
      reading.record(payloads, audit(), err());
      print(Map.of("task", task, "records", told));
      return 0;
    }
    List<String> lines = new ArrayList<>();
    TaskTree.of(records, payloads).print("", lines);
    lines.add("");
    Timeline.print(Course.of(records), lines::add);
    reading.record(payloads, audit(), err());
    lines.forEach(out()::println);
    return 0;
  }

  private static List<Map<String, Object>> told(List<DecisionRecord> records, Payloads payloads)
      throws IOException {
    List<Map<String, Object>> told = new ArrayList<>();
    for (DecisionRecord record : records) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("record", Json.tree(record));
      one.put("words", Words.of(record));
      payloads.beside(record).forEach(one::put);
      told.add(one);
    }
    return told;
  }
}
