package io.consilium.distribution.host;

/** Ends the command with a message for a person and an exit code, without a stack trace. */
public final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  Complaint(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static Complaint usage(String message) {
    return new Complaint(ExitCode.USAGE, message);
  }

  static Complaint fault(String message) {
    return new Complaint(ExitCode.OUR_FAULT, message);
  }

  int exitCode() {
    return exitCode;
  }
}
