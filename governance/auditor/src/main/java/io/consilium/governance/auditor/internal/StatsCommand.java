package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit stats}. */
@Command(
    name = "stats",
    description = {
      "Counts over tasks: how even the experts' load is, whether their confidence is",
      "what it says, what was overridden, why loops stopped, cost and time."
    })
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
      tell(stats);
    }
    return 0;
  }

  /** Once a task is left out, all of its records are. */
  private boolean wanted(DecisionRecord record, long from, long to, Set<String> left) {
    String task = record.position().task();
    if (record.body() instanceof Body.TaskAdmitted) {
      Query asked =
          new Query(
              pipeline == null ? Map.of() : Map.of(Facts.About.PIPELINE, List.of(pipeline)),
              "",
              from,
              to,
              Query.ALL.fromCost(),
              Query.ALL.toCost());
      Facts facts = Facts.of(record);
      if (!asked.criteria().stream().allMatch(criterion -> criterion.holds(facts))) {
        left.add(task);
      }
    }
    return !left.contains(task);
  }

  private void tell(Stats stats) {
    out().println("TASKS");
    stats.tasks().forEach((what, value) -> line(what, value));
    out().println("HALTING REASONS");
    stats.reasons().forEach(this::line);
    out().println("OVERRIDES");
    stats.overrides().forEach(this::line);
    experts(stats);
    balance(stats);
    calibration(stats.calibration());
  }

  private void line(String what, Object value) {
    String shown = value instanceof Double number ? Words.number(number) : value.toString();
    out().printf(Locale.ROOT, "  %-56s %s%n", Plain.line(what), Plain.line(shown));
  }

  private void experts(Stats stats) {
    out().println("EXPERTS");
    String form = "  %-40s %8s %8s %8s %8s %8s %10s %10s%n";
    out()
        .printf(
            Locale.ROOT,
            form,
            "",
            "CHOSEN",
            "CALLS",
            "SOLVED",
            "DECLINED",
            "FAILED",
            "COST",
            "MEAN s");
    for (ExpertTally expert : stats.experts()) {
      out()
          .printf(
              Locale.ROOT,
              form,
              Plain.line(expert.getExpert()),
              expert.getChosen(),
              expert.getCalls(),
              expert.getSolved(),
              expert.getDeclined(),
              expert.getFailed(),
              Words.number(expert.getCost()),
              Words.number(expert.getMeanSeconds()));
    }
  }

  private void balance(Stats stats) {
    out().println("BALANCE OF THOSE WHO COULD BE CHOSEN");
    String form = "  %-40s %8s %8s %8s %8s %8s%n";
    out().printf(Locale.ROOT, form, "", "EXPERTS", "CHOSEN", "ENTROPY", "GINI", "MAXVIO");
    stats
        .balance()
        .forEach(
            (capability, b) ->
                out()
                    .printf(
                        Locale.ROOT,
                        form,
                        Plain.line(capability),
                        b.experts(),
                        b.routings(),
                        Words.number(b.entropy()),
                        Words.number(b.gini()),
                        Words.number(b.maxVio())));
  }

  private void calibration(Calibration calibration) {
    out().println("CALIBRATION: results of calls that required checks judged");
    line("results", calibration.count());
    line("expected calibration error", calibration.error());
    String form = "  %-16s %8s %12s %8s%n";
    out().printf(Locale.ROOT, form, "CONFIDENCE", "RESULTS", "MEAN", "RIGHT");
    for (Calibration.Bin bin : calibration.bins()) {
      out()
          .printf(
              Locale.ROOT,
              form,
              "from " + Words.number(bin.from()),
              bin.count(),
              Words.number(bin.confidence()),
              Words.number(bin.right()));
    }
  }
}
