package io.consilium.governance.auditor.internal;

import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.ledger.format.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Option(names = "--from", paramLabel = "N", description = "The first record to look at.")
  private Long from;

  @Option(names = "--to", paramLabel = "M", description = "The last record to look at.")
  private Long to;

  @Option(
      names = "--since",
      paramLabel = "FILE",
      description =
          "A checkpoint kept elsewhere, or a proof, which holds one: shows that the ledger grew out of what it "
              + "covered, and looks at the records since it unless --from says "
              + "otherwise.")
  private Path since;

  @Option(
      names = "--log-only",
      description =
          "Only that no record under the checkpoint was changed, dropped or added: leaves, tiles,"
              + " roots and signatures; neither what the records say nor their payloads. Many"
              + " times faster.")
  private boolean logOnly;

  @Option(
      names = "--progress",
      description = "Says on standard error how far it is, even where that is no terminal.")
  private boolean progress;

  @Mixin private Cosignatures cosignatures = new Cosignatures();

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Override
  int run() throws IOException {
    LedgerDirectory directory = directory();
    Findings findings = new Findings();
    Verification verification =
        new Verification(directory, findings, new Progress(err(), progress));
    verification.run(asked());
    cosignatures.check(verification.note(), findings);
    boolean holds = findings.count() == 0;
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("holds", holds);
      told.put("ledger", directory.path().toString());
      told.put("records", verification.records());
      told.put("checkpoint", verification.signed());
      told.put("unproved", verification.reach().unproved());
      told.put("checked", findings.checked());
      told.put("failures", findings.failures());
      told.put("failureCount", findings.count());
      told.put("notes", findings.notes());
      print(told);
    } else {
      tell(directory, findings, verification.reach());
    }
    return holds ? 0 : AuditCommand.FAILED;
  }

  private Asked asked() throws IOException {
    if ((from != null && from < 0) || (to != null && to < (from == null ? 0 : from))) {
      throw AuditFailure.usage(
          "There are no records ("
              + (from == null ? 0 : from)
              + " to "
              + (to == null ? "the last" : to)
              + "). Records count from 0. Maybe --from is above --to.");
    }
    if (since != null && !Files.isRegularFile(since)) {
      throw AuditFailure.usage(
          "There is no checkpoint (" + since + "). Maybe copy one from a ledger's \"checkpoint\".");
    }
    return new Asked(
        key == null ? Optional.empty() : Optional.of(LedgerDirectory.key(key)),
        from == null ? OptionalLong.empty() : OptionalLong.of(from),
        to == null ? OptionalLong.empty() : OptionalLong.of(to),
        since == null ? Optional.empty() : Optional.of(checkpoint(Files.readAllBytes(since))),
        logOnly,
        cosignatures.asked());
  }

  /** Whoever was given a proof was given a checkpoint, too. */
  private static byte[] checkpoint(byte[] kept) {
    try {
      return TlogProof.parse(kept).checkpoint().getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return kept;
    }
  }

  private void tell(LedgerDirectory directory, Findings findings, Reach reach) {
    findings.checked().forEach((part, what) -> out().println("checked  " + part + ": " + what));
    findings.notes().forEach(note -> out().println("note     " + note));
    findings
        .failures()
        .forEach(failure -> out().println("FAILED   " + failure.where() + ": " + failure.what()));
    if (findings.count() > findings.failures().size()) {
      out().println("         and " + (findings.count() - Findings.TOLD) + " more");
    }
    if (findings.count() == 0) {
      out().println(reach.verdict(directory.path()));
    } else {
      out().println("THE LEDGER DOES NOT HOLD: " + directory.path());
      out()
          .println(
              "Maybe keep it as it is, and hold it and any other copy against a checkpoint kept"
                  + " elsewhere: "
                  + typed("verify", "--since", "FILE"));
    }
  }
}
