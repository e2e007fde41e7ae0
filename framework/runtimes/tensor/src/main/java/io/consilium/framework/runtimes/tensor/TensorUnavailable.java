package io.consilium.framework.runtimes.tensor;

/** Thrown when ND4J cannot run in this process; the message says why and what to do. */
public final class TensorUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TensorUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
