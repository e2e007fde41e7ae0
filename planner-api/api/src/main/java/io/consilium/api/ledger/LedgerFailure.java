package io.consilium.api.ledger;

/**
 * The ledger cannot write. The host then takes no work: it does not run unrecorded. The message
 * says what, where and what to do.
 */
public final class LedgerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerFailure(String message) {
    super(message);
  }

  public LedgerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
