package io.consilium.expert.vision.internal.image;

/** Thrown when an input cannot be read as what it should be; the message is for a person. */
public final class BadPicture extends Exception {
  private static final long serialVersionUID = 1L;

  public BadPicture(String message) {
    super(message);
  }
}
