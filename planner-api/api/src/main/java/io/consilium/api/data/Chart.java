package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A chart as read into numbers.
 *
 * @param kind how it is drawn
 * @param title or empty
 * @param unit of the value axis, or empty
 * @param series what is plotted, at least one
 * @param box where it stands on the page
 */
public record Chart(Kind kind, String title, String unit, List<PlottedSeries> series, Box box) {

  /** How a chart is drawn. */
  public enum Kind {
    BAR,
    HORIZONTAL_BAR,
    GROUPED_BAR,
    STACKED_BAR,
    LINE,
    POINT,
    AREA,
    PIE
  }

  /**
   * One series.
   *
   * @param name from the legend, or empty
   */
  public record PlottedSeries(String name, List<PlottedPoint> points) {
    public PlottedSeries {
      Objects.requireNonNull(name, "name");
      points = List.copyOf(points);
    }
  }

  /**
   * One value.
   *
   * @param label its category or period, as printed or inferred between printed ones
   * @param value in the axis' unit
   * @param confidence that it is right, 0 to 1
   * @param printed true if a printed value label gave it, false if geometry did
   */
  public record PlottedPoint(String label, double value, double confidence, boolean printed) {
    public PlottedPoint {
      Objects.requireNonNull(label, "label");
    }
  }

  public Chart {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(box, "box");
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException("A chart holds at least one series.");
    }
  }
}
