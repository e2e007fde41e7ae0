package io.consilium.governance.auditor.internal;

import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What every audit command does the same: where it reads, how it says what is wrong. */
@Command(
    exitCodeOnInvalidInput = AuditCommand.USAGE,
    exitCodeOnExecutionException = AuditCommand.INTERNAL)
abstract class LedgerCommand implements Callable<Integer> {
  private static final String WORK = "--work";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @ParentCommand private AuditCommand audit;
  @Spec private CommandSpec spec;

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (AuditFailure e) {
      return complain(e.getMessage(), e.exitCode());
    } catch (NoSuchFileException e) {
      return complain(
          "A file of the ledger is missing (" + e.getMessage() + "). " + verify(),
          AuditCommand.FAILED);
    } catch (DamagedException e) {
      return complain(
          "The ledger is damaged: " + e.getMessage() + " " + verify(), AuditCommand.FAILED);
    } catch (DateTimeParseException e) {
      return complain(
          "The time of a record is none (" + e.getParsedString() + "). " + verify(),
          AuditCommand.FAILED);
    } catch (AccessDeniedException e) {
      return complain(
          "This user may not read (" + e.getMessage() + "). Maybe read a copy of the ledger.",
          AuditCommand.USAGE);
    } catch (IOException e) {
      return complain(
          "The ledger in (" + audit.ledger() + ") cannot be read: " + e.getMessage(),
          AuditCommand.USAGE);
    } finally {
      out().flush();
    }
  }

  abstract int run() throws IOException;

  private String verify() {
    return "Maybe run: " + typed("verify");
  }

  private int complain(String message, int exitCode) {
    err().println(Plain.text(message));
    err().flush();
    return exitCode;
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Asks an index beside the ledger where there is a sound one; says why if not. */
  final Search search(Snapshot snapshot) {
    IndexFile index = new IndexFile(IndexFile.beside(snapshot.directory().path()));
    return search(snapshot, index);
  }

  final Search search(Snapshot snapshot, IndexFile index) {
    return new BestSearch(snapshot, index, note -> err().println(Plain.line(note)));
  }

  final void print(Object json) {
    out().println(Plain.json(Json.pretty(json)));
  }

  final AuditCommand audit() {
    return audit;
  }

  /** Another command of the auditor, as a person types it here. */
  final String typed(String command, Object... arguments) {
    return typed().of(command, arguments);
  }

  /** The larger command line's option for another ledger than its own is typed again. */
  private Typed typed() {
    ParseResult parsed = spec.root().commandLine().getParseResult();
    for (; parsed != null; parsed = parsed.subcommand()) {
      if (parsed.hasMatchedOption(WORK)) {
        String value = String.valueOf(parsed.<Object>matchedOptionValue(WORK, ""));
        return audit.typed().with(WORK, value);
      }
    }
    return audit.typed();
  }

  final LedgerDirectory directory() {
    return LedgerDirectory.at(audit.ledger(), typed());
  }
}
