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

  OptionalDouble number(NumberReader numbers) {
    return text.length() > 16 ? OptionalDouble.empty() : numbers.read(text);
  }

  boolean isPercent() {
    return text.endsWith("%");
  }
}
