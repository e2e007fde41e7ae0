package io.consilium.governance.auditor.witness;

/** Something that a person can set right; shown without a stack trace. */
final class WitnessFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WitnessFailure(String message) {
    super(message);
  }
}
