package io.consilium.governance.auditor.internal;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit index}. */
@Command(
    name = "index",
    description =
        "Builds or extends the index that makes the command find quick. It lies "
            + "beside the ledger, never in it, and is no part of what is proved.")
public final class IndexCommand extends LedgerCommand {
  @Option(
      names = "--index-at",
      paramLabel = "DIR",
      description = "Where to put it; beside the ledger, as LEDGER.index, if left out.")
  private Path indexAt;

  @Option(names = "--rebuild", description = "Builds it anew, even if it is sound.")
  private boolean rebuild;

  @Option(names = "--progress", description = "Says how far it is, even where that is no terminal.")
  private boolean progress;

  @Override
  int run() throws IOException {
    LedgerDirectory directory = directory();
    Path at = indexAt == null ? IndexFile.beside(directory.path()) : indexAt.toAbsolutePath();
    if (at.normalize().startsWith(directory.path())) {
      throw AuditFailure.usage(
          "The index cannot lie in the ledger (" + at + "). Maybe leave out --index-at.");
    }
    Snapshot snapshot = Snapshot.take(directory);
    IndexFile file = new IndexFile(at);
    try (QueryIndex index = open(snapshot, file)) {
      long before = index.size();
      index.extend(new Progress(err(), progress));
      out()
          .println(
              Words.count(index.size(), "record")
                  + " in the index, "
                  + (index.size() - before)
                  + " of them new: "
                  + at);
      return 0;
    } catch (QueryIndex.Unusable e) {
      throw AuditFailure.usage(
          "There can be no index in ("
              + at
              + "): "
              + e.getMessage()
              + ". Maybe name another place with --index-at; without one this works, too: "
              + typed("find"));
    }
  }

  private QueryIndex open(Snapshot snapshot, IndexFile file)
      throws IOException, QueryIndex.Unusable {
    if (file.exists() && !rebuild) {
      try {
        return QueryIndex.openWhole(snapshot, file);
      } catch (QueryIndex.Unusable e) {
        err().println("The index is built anew: " + Plain.line(e.getMessage()) + ".");
      }
    }
    return QueryIndex.create(snapshot, file);
  }
}
