package io.consilium.framework.training.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One diagram of a picture.
 *
 * @param title above it
 * @param x what runs to the right
 * @param y what runs upwards
 * @param kind how it is drawn
 * @param series at least one, unless there is nothing to show
 */
public record Panel(String title, String x, String y, Kind kind, List<Series> series) {

  /** How a panel is drawn. */
  public enum Kind {
    LINES,
    /** Upwards in powers of ten. */
    LOGARITHMIC,
    /** Upwards from 0 to 100. */
    PERCENT,
    BARS
  }

  /**
   * Points of one name. Points that are no numbers are left out.
   *
   * @param x ascending
   * @param y as many
   */
  public record Series(String name, double[] x, double[] y) {
    public Series {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < x.length; i++) {
        if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
          points.add(new double[] {x[i], y[i]});
        }
      }
      x = points.stream().mapToDouble(point -> point[0]).toArray();
      y = points.stream().mapToDouble(point -> point[1]).toArray();
    }

    /** Points at 1, 2, 3, ... */
    public static Series counted(String name, double... y) {
      double[] x = new double[y.length];
      Arrays.setAll(x, i -> i + 1.0);
      return new Series(name, x, y);
    }

    boolean isEmpty() {
      return x.length == 0;
    }

    /** Without what has no logarithm. */
    Series positive() {
      double[] only = Arrays.stream(y).map(v -> v > 0 ? v : Double.NaN).toArray();
      return new Series(name, x, only);
    }
  }

  public Panel {
    series = series.stream().filter(one -> !one.isEmpty()).toList();
    if (kind == Kind.LOGARITHMIC) {
      series = series.stream().map(Series::positive).filter(one -> !one.isEmpty()).toList();
    }
  }
}
