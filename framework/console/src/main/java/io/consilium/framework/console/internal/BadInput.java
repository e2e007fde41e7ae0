package io.consilium.framework.console.internal;

/** What was asked cannot be done as asked; no task exists. The message is for the asker. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}
