package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.BridgeFailure;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Codes of trouble with a guest, and what is said of it to a person. */
final class Words {
  static final String PROTOCOL = "protocol";
  static final String DIED = "process-died";
  static final String ENDED = "process-ended";
  static final String UNANSWERED = "unanswered";
  static final String NOT_RUNNING = "not-running";
  static final String NOT_SENT = "not-sent";
  static final String BAD_OUTPUT = "bad-output";
  static final String CANCELLED = "cancelled";
  static final String ENDPOINT = "endpoint";
  static final String UNREACHABLE = "unreachable";

  /** What a guest's own helper says when the plugin's code broke. */
  private static final Set<String> BROKEN = Set.of("threw", "null", BAD_OUTPUT);

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,47}");
  private static final int QUOTED = 120;
  private static final int SAID = 2_000;
  private static final int SIGNALLED = 128;

  /** What acts on a terminal, begins a line, or turns the order of what is read. */
  private static final Pattern ACTS =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+");

  private Words() {}

  /** Codes stand in records in clear: one of another form never gets there. */
  private static boolean isCode(String code) {
    return CODE.matcher(code).matches();
  }

  /**
   * A reason as a guest gives it.
   *
   * @throws BridgeFailure if it is that the plugin's code broke, or none that can be on record
   */
  static String code(String plugin, String code, String message) throws BridgeFailure {
    if (BROKEN.contains(code)) {
      throw new BridgeFailure(code, said(message));
    }
    if (!isCode(code)) {
      throw new BridgeFailure(
          PROTOCOL,
          plugin
              + " gave a reason that is no code ("
              + quote(code)
              + "). Maybe use a short lower-case word.");
    }
    return code;
  }

  /** The beginning of a line, safe to show. */
  static String quote(byte[] line) {
    int end = Math.min(line.length, 4 * QUOTED);
    return quote(new String(line, 0, end, StandardCharsets.UTF_8));
  }

  static String quote(String text) {
    String said = said(text);
    return said.codePointCount(0, said.length()) > QUOTED
        ? said.substring(0, said.offsetByCodePoints(0, QUOTED)) + "..."
        : said;
  }

  /** What a guest says, as one line that is not too long. */
  static String said(String message) {
    String text = message == null ? "" : message;
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    int most = whole.offsetByCodePoints(0, Math.min(SAID, whole.codePointCount(0, whole.length())));
    return ACTS.matcher(whole.substring(0, most)).replaceAll(" ");
  }

  /** How a process ended, by what its parent is told (wait(2)). */
  static String exit(int status) {
    return status > SIGNALLED && status <= SIGNALLED + 64
        ? "signal " + (status - SIGNALLED) + signal(status - SIGNALLED)
        : "exit status " + status;
  }

  private static String signal(int number) {
    switch (number) {
      case 2:
        return ", SIGINT";
      case 4:
        return ", SIGILL";
      case 6:
        return ", SIGABRT";
      case 7:
        return ", SIGBUS";
      case 8:
        return ", SIGFPE";
      case 9:
        return ", SIGKILL";
      case 11:
        return ", SIGSEGV";
      case 15:
        return ", SIGTERM";
      default:
        return "";
    }
  }
}
