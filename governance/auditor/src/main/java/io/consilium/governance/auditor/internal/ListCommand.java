package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit list}. */
@Command(
    name = "list",
    description =
        "Lists the tasks: what, when, how they ended; all, or those of which "
            + "some record meets each thing asked.")
public final class ListCommand extends LedgerCommand {
  @ArgGroup(validate = false, heading = "What is asked:%n")
  private FindOptions asked = new FindOptions();

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Override
  int run() throws IOException {
    Snapshot snapshot = Snapshot.take(directory());
    Query query = asked.query(snapshot.directory());
    boolean all = query.criteria().isEmpty();
    Set<String> wanted = all ? Set.of() : new HashSet<>(search(snapshot).tasks(query));
    Map<String, TaskSummary> tasks = new LinkedHashMap<>();
    new History(snapshot)
        .each(
            glance -> !glance.task().isEmpty() && (all || wanted.contains(glance.task())),
            record -> summary(tasks, record));
    List<TaskSummary> told = new ArrayList<>(tasks.values());
    if (json) {
      print(Map.of("tasks", told));
    } else {
      table(told);
    }
    return 0;
  }

  private static void summary(Map<String, TaskSummary> tasks, DecisionRecord record) {
    tasks.computeIfAbsent(record.position().task(), TaskSummary::new).add(record);
  }

  private void table(List<TaskSummary> tasks) {
    Table table =
        new Table("TASK", "PIPELINE", "ADMITTED", "ANSWER", "REASON", ">RECORDS", ">TIME");
    for (TaskSummary task : tasks) {
      table.row(
          task.getTask(),
          task.getPipeline(),
          Words.time(task.getAdmitted()),
          task.getAnswer(),
          task.getHalt(),
          Words.grouped(task.getRecords()),
          task.duration());
    }
    table.print("", out()::println);
    out().println(Words.count(tasks.size(), "task"));
  }
}
