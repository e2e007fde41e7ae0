package io.consilium.framework.training.run;

/** Training cannot go on. The message is for the person who started it. */
public final class TrainingFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingFailed(String message) {
    super(message);
  }
}
