package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body.PayloadRead;
import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.auditor.PayloadReads;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Whether payloads are opened, for whom and why. Beside a host only on demand, and what was opened
 * is on record before it is shown; on copied files as far as keys are there, on no record.
 */
final class Reading {
  @Option(
      names = "--payloads",
      description = "Opens the texts too, which is put on record; needs --why.")
  private boolean payloads;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Who reads. Default: the user's name on this machine.")
  private String name = System.getProperty("user.name");

  @Option(names = "--why", paramLabel = "TEXT", description = "Why the texts are read.")
  private String why = "";

  /** The payloads of a snapshot, closed if nobody asked for them. */
  Payloads of(Snapshot snapshot, AuditCommand audit) {
    if (payloads && audit.reads().isPresent() && why.isBlank()) {
      throw AuditFailure.usage(
          "Reading payloads is put on record with its reason. Maybe add --why TEXT.");
    }
    return payloads || audit.reads().isEmpty() ? new Payloads(snapshot) : Payloads.closed(snapshot);
  }

  /** To be called before anything of the payloads is shown. */
  void record(Payloads read, AuditCommand audit, PrintWriter err) {
    List<PayloadRead.Slot> slots = read.opened();
    Optional<PayloadReads> reads = audit.reads();
    if (slots.isEmpty()) {
      return;
    }
    if (reads.isEmpty()) {
      if (payloads) {
        err.println("This reading is on no record: copied files cannot be written to.");
        err.flush();
      }
      return;
    }
    try {
      reads.get().record(slots, name, why);
    } catch (IOException e) {
      throw AuditFailure.usage(
          "The reading cannot be put on record, so that nothing is shown: " + e.getMessage());
    }
  }
}
