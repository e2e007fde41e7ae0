package io.consilium.expert.timeseries.internal.reading;

import java.util.List;

/** One measure along the time axis: a row or column of a table, a series of a chart. */
record Lane(String name, List<Point> points) {
  Lane {
    points = List.copyOf(points);
  }

  /** Points that have both a period and a value. */
  long usable() {
    return points.stream().filter(p -> p.label() != null && p.value() != null).count();
  }
}
