package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.auditor.internal.Comparison.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit diff}. */
@Command(
    name = "diff",
    description =
        "Compares two tasks decision by decision, and explains the first that "
            + "differs. Times are left out.")
public final class DiffCommand extends LedgerCommand {
  @Parameters(index = "0", paramLabel = "TASK", description = "The first task's id.")
  private String left;

  @Parameters(index = "1", paramLabel = "TASK", description = "The second task's id.")
  private String right;

  @Option(names = "--all", description = "Shows all differences, not those of decisions alone.")
  private boolean all;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Mixin private Reading reading;

  @Override
  int run() throws IOException {
    Snapshot snapshot = Snapshot.take(directory());
    History history = new History(snapshot);
    List<DecisionRecord> one = history.task(left);
    List<DecisionRecord> other = history.task(right);
    Comparison comparison = new Comparison(one, other);
    Payloads payloads = reading.of(snapshot, audit());
    List<String> inputs = InputDifferences.of(one.get(0), other.get(0), payloads);
    Optional<Difference> first =
        comparison.differences().stream().filter(Difference::ofDecision).findFirst();
    List<String> explained = new ArrayList<>();
    if (first.isPresent()) {
      explain(first.get(), history, payloads, explained);
    }
    reading.record(payloads, audit(), err());
    if (json) {
      print(
          Map.of(
              "tasks", List.of(left, right),
              "steps", comparison.steps(),
              "inputs", inputs,
              "differences", comparison.differences(),
              "first", explained));
    } else {
      tell(comparison, inputs, explained);
    }
    return 0;
  }

  private void tell(Comparison comparison, List<String> inputs, List<String> explained) {
    long decisions = comparison.differences().stream().filter(Difference::ofDecision).count();
    out()
        .println(
            Words.count(comparison.steps(), "step")
                + " compared: "
                + Words.count(decisions, "decision")
                + (decisions == 1 ? " differs" : " differ")
                + figures(comparison.differences().size() - decisions));
    inputs.forEach(line -> out().println(Plain.line(line)));
    explained.forEach(line -> out().println(line));
    List<Difference> shown =
        comparison.differences().stream().filter(d -> all || d.ofDecision()).toList();
    if (!shown.isEmpty()) {
      out().println(all ? "All differences:" : "Decisions that differ:");
    }
    shown.forEach(this::tell);
  }

  private String figures(long steps) {
    if (steps == 0) {
      return ".";
    }
    String more = "; in " + Words.count(steps, "more step") + " the figures alone do";
    return more + (all ? "." : ": --all shows them.");
  }

  private void tell(Difference difference) {
    out().println("  " + Plain.line(head(difference)));
    difference.decided().forEach((what, both) -> out().println("    " + line(what, both)));
    if (all) {
      difference.figures().forEach((what, both) -> out().println("    " + line(what, both)));
    }
  }

  private static String head(Difference difference) {
    if (difference.right() < 0) {
      return "#" + difference.left() + " in the first alone: " + difference.place();
    } else if (difference.left() < 0) {
      return "#" + difference.right() + " in the second alone: " + difference.place();
    }
    return "#" + difference.left() + " and #" + difference.right() + ": " + difference.place();
  }

  private static String line(String what, List<String> both) {
    return Plain.line(what + ": " + both.get(0) + " | " + both.get(1));
  }

  private static void explain(
      Difference first, History history, Payloads payloads, List<String> told) throws IOException {
    told.add("The first decision that differs: " + Plain.line(head(first)));
    first.decided().forEach((what, both) -> told.add("  " + line(what, both)));
    if (!first.figures().isEmpty()) {
      told.add("  it was taken from other figures:");
      first.figures().forEach((what, both) -> told.add("    " + line(what, both)));
    }
    for (long sequence : new long[] {first.left(), first.right()}) {
      if (sequence >= 0) {
        told.add("  #" + sequence + ":");
        for (String sentence : new Reasons(history.at(sequence), payloads).sentences()) {
          told.add("    " + sentence);
        }
      }
    }
  }
}
