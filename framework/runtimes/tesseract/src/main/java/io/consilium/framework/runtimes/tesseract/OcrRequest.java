package io.consilium.framework.runtimes.tesseract;

import java.time.Duration;
import java.util.Objects;

/**
 * How to read a picture.
 *
 * @param mode what the picture holds
 * @param dpi its resolution; text of 10 points is about {@code dpi / 7} pixels high
 * @param alphabet the only characters that may occur, or empty for all
 * @param limit when to give up; what was recognised until then is returned
 */
public record OcrRequest(PageMode mode, int dpi, String alphabet, Duration limit) {
  public OcrRequest {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(alphabet, "alphabet");
    Objects.requireNonNull(limit, "limit");
    if (dpi < 70 || dpi > 2400) {
      throw new IllegalArgumentException("A resolution lies in 70..2400 dpi (" + dpi + ").");
    }
  }

  /** All characters, 300 dpi, a minute. */
  public static OcrRequest of(PageMode mode) {
    return new OcrRequest(mode, 300, "", Duration.ofMinutes(1));
  }

  public OcrRequest withAlphabet(String characters) {
    return new OcrRequest(mode, dpi, characters, limit);
  }

  public OcrRequest withLimit(Duration time) {
    return new OcrRequest(mode, dpi, alphabet, time);
  }
}
