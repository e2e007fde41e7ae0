package io.consilium.expert.vision.internal.image;

/** Thrown when the bytes are no picture that can be read; the message is for a person. */
public final class BadPicture extends Exception {
  private static final long serialVersionUID = 1L;

  public BadPicture(String message) {
    super(message);
  }
}
