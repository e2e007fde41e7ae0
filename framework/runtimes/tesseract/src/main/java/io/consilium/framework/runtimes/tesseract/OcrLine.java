package io.consilium.framework.runtimes.tesseract;

import java.util.List;

/** Words side by side, from left to right. */
public record OcrLine(List<OcrWord> words) {
  public OcrLine {
    words = List.copyOf(words);
  }
}
