package io.consilium.verifier.constraints.internal;

/** A question that is no puzzle, so that nothing said of its solutions can hold. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1L;

  Unfit(String message) {
    super(message);
  }
}
