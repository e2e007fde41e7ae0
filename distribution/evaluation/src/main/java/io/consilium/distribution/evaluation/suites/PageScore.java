package io.consilium.distribution.evaluation.suites;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import io.consilium.distribution.evaluation.pages.PageTruth;
import java.util.List;
import java.util.Optional;

/**
 * How one page went.
 *
 * @param read the series equals the truth: the same periods, each value right, the partial one left
 *     out
 * @param forecast read, and the forecast equals the one made from the true series
 * @param verified the task was answered as verified
 * @param sentiment the commentary's label is right
 * @param trouble the first thing that was wrong, for a person; empty if nothing was
 */
record PageScore(
    int seed,
    String layout,
    String form,
    String status,
    boolean printed,
    boolean read,
    boolean forecast,
    boolean verified,
    boolean sentiment,
    String trouble) {
  private static final double PRINTED = 0.005;
  private static final double DRAWN = 0.02;
  private static final double DRAWN_SPAN = 0.01;

  /** Everything right and called so. */
  boolean full() {
    return read && forecast && verified;
  }

  /** Called verified, and yet the series is wrong. */
  boolean falselyVerified() {
    return verified && !read;
  }

  /**
   * Scores a page.
   *
   * @param reference the forecast that the host makes from the true series; empty if it made none
   */
  static PageScore of(PageTruth truth, Answers answers, Optional<Forecast> reference) {
    Optional<Forecast> forecast = answers.first("forecast", Forecast.class);
    Optional<Series> series =
        answers.first("series", Series.class).or(() -> forecast.map(Forecast::history));
    String wrong = series.map(found -> difference(truth, found)).orElse("no series");
    String ahead = forecast.map(made -> difference(truth, made, reference)).orElse("no forecast");
    Optional<Sentiment> sentiment = answers.first("sentiment", Sentiment.class);
    boolean read = wrong.isEmpty();
    String trouble = read ? ahead : wrong;
    return new PageScore(
        truth.seed(),
        truth.layout(),
        truth.tableForm().isEmpty() ? truth.chartKind() : truth.tableForm(),
        answers.status(),
        truth.printed(),
        read,
        read && ahead.isEmpty(),
        answers.status().equals("answered"),
        sentiment.map(found -> found.label() == truth.sentiment()).orElse(false),
        trouble.isEmpty() && !answers.status().equals("answered")
            ? answers.status() + " " + answers.haltReason()
            : trouble);
  }

  private static String difference(PageTruth truth, Series found) {
    List<Observation> want = truth.series();
    List<Observation> have = found.observations();
    for (int i = 0; i < Math.min(want.size(), have.size()); i++) {
      if (!want.get(i).period().equals(have.get(i).period())) {
        return "period "
            + (i + 1)
            + " is "
            + have.get(i).period()
            + ", not "
            + want.get(i).period();
      }
      double tolerance = tolerance(truth, want.get(i).value());
      if (Math.abs(want.get(i).value() - have.get(i).value()) > tolerance) {
        return want.get(i).period() + " is " + have.get(i).value() + ", not " + want.get(i).value();
      }
    }
    return want.size() == have.size() ? "" : have.size() + " periods instead of " + want.size();
  }

  /** Printed figures are right within 0.5 per cent, drawn ones within what a pixel or two hides. */
  private static double tolerance(PageTruth truth, double value) {
    double size = Math.abs(value);
    return truth.printed()
        ? Math.max(PRINTED * size, truth.tolerance() * 1.001)
        : Math.max(DRAWN * size, DRAWN_SPAN * truth.axisSpan());
  }

  private static String difference(PageTruth truth, Forecast made, Optional<Forecast> reference) {
    List<ForecastPoint> points = made.points();
    if (points.isEmpty()) {
      return "an empty forecast";
    }
    for (int i = 0; i < Math.min(points.size(), truth.nextPeriods().size()); i++) {
      if (!points.get(i).period().equals(truth.nextPeriods().get(i))) {
        return "forecast of "
            + points.get(i).period()
            + " instead of "
            + truth.nextPeriods().get(i);
      }
    }
    for (ForecastPoint point : points) {
      if (!(point.lower95() <= point.lower80()
          && point.lower80() <= point.mean()
          && point.mean() <= point.upper80()
          && point.upper80() <= point.upper95())) {
        return "the intervals of " + point.period() + " do not lie around its mean";
      }
    }
    return reference.map(other -> difference(truth, points, other.points())).orElse("");
  }

  private static String difference(
      PageTruth truth, List<ForecastPoint> points, List<ForecastPoint> wanted) {
    if (points.size() != wanted.size()) {
      return points.size() + " steps forecast instead of " + wanted.size();
    }
    double level =
        truth.series().stream().mapToDouble(o -> Math.abs(o.value())).average().orElse(0);
    // A chart read to within two per cent shifts its forecast by some more than that.
    double tolerance = level * (truth.printed() ? 0.01 : 0.05);
    for (int i = 0; i < points.size(); i++) {
      if (Math.abs(points.get(i).mean() - wanted.get(i).mean()) > tolerance) {
        return "forecast of "
            + points.get(i).period()
            + " is "
            + points.get(i).mean()
            + ", from the true series it is "
            + wanted.get(i).mean();
      }
    }
    return "";
  }
}
