package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.table.NumberReader;
import java.util.OptionalDouble;

/**
 * A piece of text on a chart.
 *
 * @param confidence 0 to 1
 */
record Label(String text, Box box, double confidence) {

  double x() {
    return Boxes.centerX(box);
  }

  double y() {
    return Boxes.centerY(box);
  }

  /** Middle of its figures: a comma hangs below them by about a fifth of their height. */
  double middle() {
    return text.indexOf(',') > 0 ? box.y() + box.height() / 2.4 : y();
  }

  OptionalDouble number(NumberReader numbers) {
    // Tick marks beside a number are read as dashes.
    String bare = text.replaceFirst("[\\s\\-–—_|.]+$", "").replaceFirst("^[|_.\\s]+(?=\\d)", "");
    return text.length() > 16 ? OptionalDouble.empty() : numbers.read(bare);
  }

  boolean isPercent() {
    return text.endsWith("%");
  }
}
