package io.consilium.expert.timeseries.internal;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Series;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.expert.timeseries.internal.forecasting.Forecaster;
import io.consilium.expert.timeseries.internal.forecasting.Regular;
import java.util.Map;
import java.util.Optional;

/**
 * Forecasts a series with 80 and 95 per cent intervals, by the method that did best on its own
 * past. Parameter {@code horizon}: periods ahead. Thread-safe. Declines {@code absent} with fewer
 * than three values, {@code bad-input} if they are not regular in time.
 */
final class SeriesForecaster implements Expert {
  private static final int FEWEST = 3;
  private static final int MOST = 20_000;
  private static final int FARTHEST = 400;
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "series.forecast",
          "Forecasts a time series with prediction intervals: exponential smoothing, theta,"
              + " Holt-Winters and others, chosen by rolling-origin error.",
          new Capability(
              "series.forecast",
              Map.of("series", Vocabulary.mediaType(Series.class)),
              Map.of("forecast", Vocabulary.mediaType(Forecast.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      return solve(
          UnreadableInput.read(assignment, "series", Series.class, context), assignment, context);
    } catch (UnreadableInput e) {
      return e.outcome();
    }
  }

  private static ExpertOutcome solve(Series series, Assignment assignment, CallContext context) {
    int length = series.observations().size();
    if (length < FEWEST || length > MOST) {
      return ExpertOutcome.absent(
          "A forecast needs "
              + FEWEST
              + " to "
              + MOST
              + " values, the series \""
              + series.name()
              + "\" has ("
              + length
              + ").");
    }
    int horizon = horizon(series, assignment.parameters().number("horizon", 0));
    Optional<Regular> regular = Regular.of(series, horizon);
    if (regular.isEmpty()) {
      return ExpertOutcome.badInput(
          "The series \""
              + series.name()
              + "\" is not regular in time between ("
              + series.observations().get(0).period()
              + ") and ("
              + series.observations().get(length - 1).period()
              + "). Maybe a label was misread, or fill its gaps first.");
    }
    Forecast forecast =
        Forecaster.forecast(
            series, regular.get().values(), regular.get().ahead(), context::cancelled);
    return solved(forecast, regular.get().filled(), context);
  }

  private static int horizon(Series series, double asked) {
    if (asked >= 1) {
      return (int) Math.min(FARTHEST, asked);
    }
    int usual =
        switch (series.frequency()) {
          case YEARLY -> 3;
          case QUARTERLY -> 4;
          case MONTHLY -> 12;
          case DAILY -> 7;
          case HOURLY -> 24;
          case WEEKLY, OTHER -> 6;
        };
    return Math.max(1, Math.min(usual, series.observations().size() / 2));
  }

  private static ExpertOutcome solved(Forecast forecast, int filled, CallContext context) {
    double mase = mase(forecast, false);
    double naive = mase(forecast, true);
    boolean beats = mase < naive;
    Facts facts =
        Facts.of("method", forecast.method())
            .with("mase", mase)
            .with("naiveMase", naive)
            .with("horizon", forecast.points().size())
            .with("beatsNaive", beats)
            .with("filled", filled);
    int length = forecast.history().observations().size();
    double experience = length < 4 ? 0.2 : Math.min(0.9, 0.4 + length / 40.0);
    return new ExpertOutcome.Solved(
        Map.of("forecast", context.artifacts().of(forecast)),
        beats ? experience : experience * 0.7,
        facts);
  }

  /** Of the chosen method, or of the best naive one; 0 if nothing could be tried. */
  private static double mase(Forecast forecast, boolean naive) {
    return forecast.scores().stream()
        .filter(s -> naive ? s.naive() : s.method().equals(forecast.method()))
        .mapToDouble(MethodScore::mase)
        .min()
        .orElse(0);
  }
}
