package io.consilium.distribution.host;

import java.util.List;

/** What the command's exit codes mean. Others script against them. */
final class ExitCode {
  static final int ANSWERED = 0;
  static final int BEST_EFFORT = 3;
  static final int REFUSED = 4;
  static final int USAGE = 64;
  static final int UNVERIFIED = 65;
  static final int OUR_FAULT = 70;
  static final int CANCELLED = 130;

  /** From best to worst. */
  private static final List<Integer> ORDER =
      List.of(ANSWERED, BEST_EFFORT, REFUSED, USAGE, UNVERIFIED, OUR_FAULT, CANCELLED);

  private ExitCode() {}

  /** The worse of two. */
  static int worse(int one, int other) {
    return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
  }

  /** The code of a report's status. */
  static int of(String status) {
    return switch (status) {
      case "answered" -> ANSWERED;
      case "best-effort" -> BEST_EFFORT;
      case "refused" -> REFUSED;
      default -> OUR_FAULT;
    };
  }
}
