package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit stats}. */
@Command(
    name = "stats",
    description =
        "Counts over tasks: how even the experts' load is, whether their "
            + "confidence is what it says, what was overridden, why loops stopped, "
            + "cost and time.")
public final class StatsCommand extends LedgerCommand {
  @Option(names = "--pipeline", paramLabel = "P", description = "Tasks of this pipeline alone.")
  private String pipeline;

  @Option(
      names = "--after",
      paramLabel = "TIME",
      description = "Tasks admitted not before: 2026-11-22, or 2026-11-22T10:00:00Z.")
  private String after;

  @Option(names = "--before", paramLabel = "TIME", description = "Not after; a day is included.")
  private String before;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Option(names = "--progress", description = "Says how far it is, even where that is no terminal.")
  private boolean progress;

  @Override
  int run() throws IOException {
    Snapshot snapshot = Snapshot.take(directory());
    Stats stats = new Stats();
    Set<String> left = new HashSet<>();
    long from = FindOptions.from(after);
    long to = FindOptions.to(before);
    Progress line = new Progress(err(), progress);
    new History(snapshot)
        .each(
            glance -> true,
            record -> {
              line.at(record.sequence() + 1, snapshot.size());
              if (wanted(record, from, to, left)) {
                stats.add(record);
              }
            });
    line.end();
    if (json) {
      print(stats.all());
    } else {
      new StatsTables(stats).print(out()::println);
    }
    return 0;
  }

  /** Once a task is left out, all of its records are; the host's own are those of its time. */
  private boolean wanted(DecisionRecord record, long from, long to, Set<String> left) {
    String task = record.position().task();
    Facts facts =
        task.isEmpty() || record.body() instanceof Body.TaskAdmitted ? Facts.of(record) : null;
    if (facts != null) {
      boolean inTime = facts.millis() >= from && facts.millis() <= to;
      boolean ofPipeline =
          pipeline == null
              || facts.facts().contains(new Facts.Fact(Facts.About.PIPELINE, pipeline));
      if (task.isEmpty()) {
        return inTime && ofPipeline;
      }
      if (!inTime || !ofPipeline) {
        left.add(task);
      }
    }
    return !left.contains(task);
  }
}
