package io.consilium.governance.auditor;

import io.consilium.governance.auditor.internal.Typed;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Runs the auditor alone: {@code COMMAND [DIR] ARGUMENTS}, where DIR is a ledger's directory,
 * copied from a host or not; the working directory if left out before an option.
 */
public final class Main {
  private static final Set<String> NO_LEDGER = Set.of("check-proof", "witness");

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(String... args) {
    List<String> rest = new ArrayList<>(List.of(args));
    boolean takesDirectory =
        rest.size() > 1 && !NO_LEDGER.contains(rest.get(0)) && !rest.get(1).startsWith("-");
    Path ledger = Path.of(takesDirectory ? rest.remove(1) : "");
    CommandLine line = new CommandLine(AuditCommand.alone(ledger));
    line.setCommandName(Typed.JAR);
    // A proof's bytes are the same whatever the terminal's language: they hold a dash that ASCII
    // lacks.
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    for (CommandLine one : line.getSubcommands().values()) {
      String name = one.getCommandName();
      if (!NO_LEDGER.contains(name)) {
        one.getCommandSpec()
            .usageMessage()
            .footer("", "The ledger's directory comes first: " + name + " DIR ...");
      }
    }
    line.getCommandSpec()
        .usageMessage()
        .footer("", "The ledger's directory comes first: verify DIR, show DIR TASK");
    return line.execute(rest.toArray(String[]::new));
  }
}
