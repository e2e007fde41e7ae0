package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.WalSegment;
import java.io.IOException;
import java.util.regex.Pattern;

/** Says which files in the directory belong to no part of the ledger. */
final class Strays {
  private static final Pattern KNOWN =
      Pattern.compile(
          "checkpoint|log\\.vkey|ledger\\.lock|keys/log\\.key|keys/last-signed|keys/pseudonyms\\.key"
              + "|rotations/[0-9a-f]{8}|keys/next\\.key|lost/[0-9]+\\.wal|lost/gap\\.json"
              + "|lost/[0-9a-f]{64}\\.payload|lost/[0-9]{19}-[0-9a-f]{16}\\.end"
              + "|keys/units/[0-9a-f]{2}/[^/]+\\.key|blobs/[0-9a-f]{2}/[0-9a-f]{64}");

  private final LedgerDirectory directory;
  private final Findings findings;
  private String temporary = "";
  private long temporaries;

  Strays(LedgerDirectory directory, Findings findings) {
    this.directory = directory;
    this.findings = findings;
  }

  void check() throws IOException {
    directory.each(this::look);
    if (temporaries > 0) {
      findings.note(temporaries + " temporary files of an interrupted write, such as " + temporary);
    }
    findings.note("ledger.lock names the process that held the directory; it proves nothing.");
  }

  private void look(String file) {
    if (file.endsWith(".tmp")) {
      temporary = file;
      temporaries++;
    } else if (file.startsWith("tile/") && TilePath.parse(file).isEmpty()) {
      findings.fail(file, "is no tile: it does not belong to the log");
    } else if (file.startsWith("wal/") && WalSegment.first(file.substring(4)).isEmpty()) {
      findings.fail(file, "is no segment of the write-ahead log");
    } else if (!file.startsWith("tile/")
        && !file.startsWith("wal/")
        && !KNOWN.matcher(file).matches()) {
      findings.note(file + " does not belong to the ledger; nothing is proved about it.");
    }
  }
}
