package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.UnitKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Checks secrets that are there; a copy for an auditor has none, or the units' alone. */
final class SecretKeys {

  private SecretKeys() {}

  static void check(LedgerDirectory directory, VerifierKey own, Findings findings)
      throws IOException {
    Optional<byte[]> secret = directory.find("keys/log.key");
    if (secret.isPresent()) {
      String file = new String(secret.get(), StandardCharsets.UTF_8);
      try {
        SignerKey signer = SignerKey.parse(file);
        if (!signer.verifier().equals(own) || !file.equals(signer.secret() + "\n")) {
          findings.fail("keys/log.key", "does not belong to log.vkey");
        }
      } catch (IllegalArgumentException e) {
        findings.fail("keys/log.key", e.getMessage());
      }
    }
    byte[] written = (own + "\n").getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(directory.read("log.vkey"), written)) {
      findings.fail("log.vkey", "is not exactly one key and a newline");
    }
    // Nothing is bound to this key: that its digits are others than before, nobody can see.
    Optional<byte[]> pseudonyms = directory.find("keys/pseudonyms.key");
    if (pseudonyms.isPresent()
        && !new String(pseudonyms.get(), StandardCharsets.US_ASCII).matches("[0-9a-f]{64}\n")) {
      findings.fail("keys/pseudonyms.key", "is not one line of 64 hex digits");
    }
    units(directory, findings);
  }

  private static void units(LedgerDirectory directory, Findings findings) throws IOException {
    int count = 0;
    for (String shard : directory.names("keys/units")) {
      for (String name : directory.names("keys/units/" + shard)) {
        String file = "keys/units/" + shard + "/" + name;
        if (!name.endsWith(".key")) {
          continue;
        }
        count++;
        String unit = name.substring(0, name.length() - 4);
        try {
          if (!UnitKey.path(unit).equals(file)) {
            throw new IllegalArgumentException("stands in the wrong directory");
          }
          byte[] key = directory.read(file);
          if (UnitKey.blank(key)) {
            findings.note(file + " is blank: its erasure was interrupted; the host finishes it.");
          } else {
            UnitKey.parse(unit, key);
          }
        } catch (IllegalArgumentException e) {
          findings.fail(file, e.getMessage());
        }
      }
    }
    findings.checked("unit keys", count + " files");
  }
}
