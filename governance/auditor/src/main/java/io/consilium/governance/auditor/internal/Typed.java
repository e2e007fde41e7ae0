package io.consilium.governance.auditor.internal;

import java.nio.file.Path;

/**
 * How a person types a command of the auditor as it was started here, for messages. Pure.
 *
 * @param auditor what stands before a command's name
 * @param ledger what stands after it, before its own arguments, to name the ledger; empty where
 *     that is known
 */
public record Typed(String auditor, String ledger) {
  /** Beside a host, from the directory of the project or of the distribution. */
  public static final Typed HOST = new Typed("./consilium audit", "");

  /** How the auditor is started as a program of its own. */
  public static final String JAR = "java -jar consilium-auditor.jar";

  /** Alone, on files copied off a host. */
  public static Typed alone(Path ledger) {
    String path = ledger.toString();
    return new Typed(JAR, path.isEmpty() ? "." : quoted(path));
  }

  /** The same with an option of the larger command line that names the ledger, too. */
  Typed with(String option, String value) {
    return new Typed(auditor, option + " " + quoted(value));
  }

  private static String quoted(String word) {
    return word.matches("[\\w./~+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A command that needs no ledger, as whoever has only the one file types it. */
  static String anywhere(String command) {
    return JAR + " " + command;
  }

  /** A command with its arguments. */
  String of(String command, Object... arguments) {
    StringBuilder line = new StringBuilder(auditor).append(' ').append(command);
    if (!ledger.isEmpty()) {
      line.append(' ').append(ledger);
    }
    for (Object argument : arguments) {
      line.append(' ').append(argument);
    }
    return line.toString();
  }
}
