package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.LedgerFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Words for what goes wrong with the disk: what, where, and what to do. */
final class Trouble {

  private Trouble() {}

  static LedgerFailure opening(Path ledger, IOException e) {
    return new LedgerFailure(
        "The ledger in "
            + ledger
            + " cannot be opened for writing ("
            + reason(e)
            + "). "
            + advice(e),
        e);
  }

  static LedgerFailure writing(Path ledger, IOException e) {
    return new LedgerFailure(
        "The ledger in "
            + ledger
            + " cannot write ("
            + reason(e)
            + "), so that the host takes no more work. Everything acknowledged before is on disk. "
            + advice(e),
        e);
  }

  static LedgerFailure closed(Path ledger) {
    return new LedgerFailure("The ledger in " + ledger + " is closed.");
  }

  private static String reason(IOException e) {
    String file =
        e instanceof FileSystemException system && system.getFile() != null
            ? " at " + system.getFile()
            : "";
    String why = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return (why == null ? kind(e) : why) + file;
  }

  private static String kind(IOException e) {
    return e instanceof AccessDeniedException
        ? "access denied"
        : e.getClass().getSimpleName().replace("Exception", "");
  }

  private static String advice(IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space") || text.contains("quota")) {
      return "Maybe free some space on its disk and start the host again.";
    }
    if (e instanceof AccessDeniedException
        || e.getCause() instanceof ReadOnlyFileSystemException
        || text.contains("read-only")
        || text.contains("permission denied")) {
      return "Maybe give this user the right to write there, or name another work directory.";
    }
    return "Maybe check the disk, and start the host again.";
  }
}
