package io.consilium.expert.timeseries.internal.reading;

import io.consilium.api.data.Series;

/** What came of reading a table or a chart as a series. */
public sealed interface Reading {

  /**
   * A series was found.
   *
   * @param confidence 0 to 1
   * @param gaps periods missing between the first and the last
   */
  record Found(Series series, double confidence, int gaps) implements Reading {}

  /**
   * There is none.
   *
   * @param message for a person
   */
  record Absent(String message) implements Reading {}
}
