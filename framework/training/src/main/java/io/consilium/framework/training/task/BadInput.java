package io.consilium.framework.training.task;

import java.io.IOException;

/** A file that a user gave is not what it should be. The message is fit for a user. */
public final class BadInput extends IOException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }

  public BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
