package io.consilium.governance.auditor.internal;

import io.consilium.governance.auditor.AuditCommand;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit verify}. */
@Command(
    name = "verify",
    description = "Recomputes everything and says exactly what does not hold; exit code 65 then.")
public final class VerifyCommand extends LedgerCommand {
  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The log's verifier key kept elsewhere, or a file with it.")
  private String key;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Override
  int run() throws IOException {
    LedgerDirectory directory = directory();
    Findings findings = new Findings();
    Verification verification = new Verification(directory, findings);
    verification.run(key == null ? null : LedgerDirectory.key(key));
    boolean holds = findings.count() == 0;
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("holds", holds);
      told.put("ledger", directory.path().toString());
      told.put("records", verification.records());
      told.put("checkpoint", verification.signed());
      told.put("checked", findings.checked());
      told.put("failures", findings.failures());
      told.put("failureCount", findings.count());
      told.put("notes", findings.notes());
      print(told);
    } else {
      tell(directory, findings, holds);
    }
    return holds ? 0 : AuditCommand.FAILED;
  }

  private void tell(LedgerDirectory directory, Findings findings, boolean holds) {
    findings.checked().forEach((part, what) -> out().println("checked  " + part + ": " + what));
    findings.notes().forEach(note -> out().println("note     " + note));
    findings
        .failures()
        .forEach(failure -> out().println("FAILED   " + failure.where() + ": " + failure.what()));
    if (findings.count() > findings.failures().size()) {
      out().println("         and " + (findings.count() - Findings.TOLD) + " more");
    }
    out().println((holds ? "The ledger holds: " : "THE LEDGER DOES NOT HOLD: ") + directory.path());
  }
}
