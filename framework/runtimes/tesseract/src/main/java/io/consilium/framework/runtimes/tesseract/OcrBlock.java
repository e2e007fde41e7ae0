package io.consilium.framework.runtimes.tesseract;

import java.util.List;

/** Lines that belong together, from top to bottom. */
public record OcrBlock(List<OcrLine> lines) {
  public OcrBlock {
    lines = List.copyOf(lines);
  }
}
