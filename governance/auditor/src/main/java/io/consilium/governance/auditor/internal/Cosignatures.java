package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.Cosignature;
import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that ask for witnesses, and whether a checkpoint has their cosignatures. */
final class Cosignatures {
  @Option(
      names = "--witness",
      paramLabel = "VKEY",
      description =
          "A witness's key, or a file with it: its cosignature must stand under "
              + "the checkpoint. May be given several times.")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--quorum",
      paramLabel = "N",
      description = "How many of the witnesses suffice; all if left out.")
  private Integer quorum;

  /** True if some are asked for. */
  boolean asked() {
    return !given.isEmpty();
  }

  /** Says of a checkpoint which witnesses cosigned it, and what is missing. */
  void check(Optional<byte[]> checkpoint, Findings findings) throws IOException {
    Set<CosignerKey> keys = keys();
    if (keys.isEmpty()) {
      return;
    }
    List<String> cosigned = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (CosignerKey key : keys) {
      try {
        Optional<Cosignature> cosignature =
            checkpoint.map(SignedNote::parse).flatMap(note -> key.on(note));
        cosignature.ifPresentOrElse(
            one -> cosigned.add(one.name() + " at " + one.time()), () -> missing.add(key.name()));
      } catch (IllegalArgumentException e) {
        findings.fail("checkpoint", e.getMessage());
      }
    }
    int wanted = quorum == null ? keys.size() : quorum;
    if (cosigned.size() < wanted) {
      findings.fail(
          "checkpoint",
          "is cosigned by "
              + cosigned.size()
              + " of "
              + keys.size()
              + " witnesses, not by "
              + wanted
              + (missing.isEmpty() ? "" : "; missing: " + String.join(", ", missing))
              + ": the witness was away, or the host may show others another history. Maybe ask the"
              + " witness which checkpoint it holds");
    } else {
      findings.checked("witnesses", String.join(", ", cosigned));
    }
  }

  private Set<CosignerKey> keys() throws IOException {
    Set<CosignerKey> keys = new LinkedHashSet<>();
    for (String one : given) {
      Path file = Path.of(one);
      try {
        keys.add(
            CosignerKey.parse(
                Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : one));
      } catch (IllegalArgumentException e) {
        throw AuditFailure.usage(e.getMessage());
      }
    }
    if (quorum != null && (quorum < 1 || quorum > keys.size())) {
      throw AuditFailure.usage(
          "A quorum of (" + quorum + ") cannot be had of " + keys.size() + " witnesses.");
    }
    return keys;
  }
}
