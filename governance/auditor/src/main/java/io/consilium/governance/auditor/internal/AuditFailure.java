package io.consilium.governance.auditor.internal;

import io.consilium.governance.auditor.AuditCommand;

/** Something that a person can set right; shown without a stack trace. */
final class AuditFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private AuditFailure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The call was wrong, or what it names is not there. */
  static AuditFailure usage(String message) {
    return new AuditFailure(message, AuditCommand.USAGE);
  }

  /** The ledger or a proof does not hold. */
  static AuditFailure failed(String message) {
    return new AuditFailure(message, AuditCommand.FAILED);
  }

  int exitCode() {
    return exitCode;
  }
}
