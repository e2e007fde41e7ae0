package io.consilium.framework.neural;

/**
 * A pass was cancelled or ran out of time; nothing is left behind, and the carry given is as it
 * was.
 */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException(String message) {
    super(message);
  }
}
