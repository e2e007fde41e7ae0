package io.consilium.governance.auditor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Runs the auditor alone: {@code COMMAND [DIR] ARGUMENTS}, where DIR is a ledger's directory,
 * copied from a host or not; the working directory if left out before an option.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(String... args) {
    List<String> rest = new ArrayList<>(List.of(args));
    boolean takesDirectory =
        rest.size() > 1 && !rest.get(0).equals("check-proof") && !rest.get(1).startsWith("-");
    Path ledger = Path.of(takesDirectory ? rest.remove(1) : "");
    CommandLine line = new CommandLine(new AuditCommand(() -> ledger));
    line.setCommandName("consilium-auditor");
    line.getCommandSpec()
        .usageMessage()
        .footer(
            "", "Alone, a command takes the ledger's directory first: verify DIR, show DIR TASK");
    return line.execute(rest.toArray(String[]::new));
  }
}
