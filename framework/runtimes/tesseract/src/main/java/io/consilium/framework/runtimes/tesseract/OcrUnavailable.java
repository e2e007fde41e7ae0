package io.consilium.framework.runtimes.tesseract;

/** Thrown when text recognition cannot work on this machine; the message says why. */
public final class OcrUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OcrUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
