package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit why}. */
@Command(name = "why", description = "Tells one decision in plain sentences, from its record.")
public final class WhyCommand extends LedgerCommand {
  @Parameters(paramLabel = "DECISION", description = "A record's sequence or id.")
  private String name;

  @Option(
      names = "--not",
      paramLabel = "EXPERT",
      description = "Why this expert was not chosen, of a routing decision or a call.")
  private String not;

  @Mixin private Reading reading;

  @Override
  int run() throws IOException {
    Snapshot snapshot = Snapshot.take(directory());
    History history = new History(snapshot);
    DecisionRecord record = history.find(name);
    Payloads payloads = reading.of(snapshot, audit());
    List<String> sentences =
        not == null
            ? new Reasons(record, payloads).sentences()
            : new WhyNot(history, payloads).sentences(record, not);
    reading.record(payloads, audit(), err());
    sentences.forEach(out()::println);
    Circumstances.of(history, record).forEach(out()::println);
    boolean signed = record.sequence() < snapshot.signed();
    out()
        .println(
            signed
                ? "The checkpoint at "
                    + snapshot.signed()
                    + " records covers this record; its proof: "
                    + typed("prove", "--index", record.sequence())
                : "No checkpoint covers this record yet.");
    return 0;
  }
}
