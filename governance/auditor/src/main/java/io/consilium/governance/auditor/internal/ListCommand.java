package io.consilium.governance.auditor.internal;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit list}. */
@Command(name = "list", description = "Lists the tasks: what, when, how they ended.")
public final class ListCommand extends LedgerCommand {
  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Override
  int run() throws IOException {
    Map<String, TaskSummary> tasks = new LinkedHashMap<>();
    new History(Snapshot.take(directory()))
        .each(
            glance -> !glance.task().isEmpty(),
            record ->
                tasks.computeIfAbsent(record.position().task(), TaskSummary::new).add(record));
    if (json) {
      print(Map.of("tasks", tasks.values()));
    } else {
      table(tasks.values());
    }
    return 0;
  }

  private void table(Collection<TaskSummary> tasks) {
    String form = "%-32s %-20s %-24s %-12s %-10s %7s %9s%n";
    out()
        .printf(
            Locale.ROOT,
            form,
            "TASK",
            "PIPELINE",
            "ADMITTED",
            "ANSWER",
            "REASON",
            "RECORDS",
            "TIME");
    for (TaskSummary task : tasks) {
      out()
          .printf(
              Locale.ROOT,
              form,
              Plain.line(task.getTask()),
              Plain.line(task.getPipeline()),
              Words.time(task.getAdmitted()),
              task.getAnswer(),
              task.getHalt(),
              task.getRecords(),
              task.duration());
    }
  }
}
