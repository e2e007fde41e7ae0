package io.consilium.distribution.evaluation.suites;

import java.util.List;
import java.util.Optional;

/** All suites. */
public final class Suites {
  private static final List<Suite> ALL =
      List.of(
          new ReportForecastSuite(),
          new ChartsSuite(),
          new ForecastSuite(),
          new SentimentSuite(),
          new SudokuSuite(),
          new MazeSuite(),
          new LogicGridSuite(),
          new GridPicturesSuite());

  private Suites() {}

  public static List<Suite> all() {
    return ALL;
  }

  public static Optional<Suite> named(String name) {
    return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
  }
}
