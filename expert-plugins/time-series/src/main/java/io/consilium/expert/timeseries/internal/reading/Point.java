package io.consilium.expert.timeseries.internal.reading;

import io.consilium.expert.timeseries.internal.period.PeriodLabel;
import java.util.Objects;

/**
 * One labelled value as it stands on the page.
 *
 * @param text the label as printed
 * @param label what period it names; null if it names none
 * @param value null if none could be read
 * @param confidence that the value was read right, 0 to 1
 */
record Point(String text, PeriodLabel label, Double value, double confidence) {
  Point {
    Objects.requireNonNull(text, "text");
  }

  Point labelled(PeriodLabel other) {
    return new Point(text, other, value, confidence);
  }
}
