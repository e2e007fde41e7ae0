package io.consilium.distribution.evaluation.suites;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.distribution.evaluation.measure.Naive2;
import java.util.List;
import java.util.Optional;

/**
 * How one series was forecast, over the steps that the host gave.
 *
 * @param steps that were scored
 * @param covered of them, those inside the 95 per cent interval
 * @param made whether there was a forecast at all; without one, Naive2's errors stand in
 */
record ForecastScore(
    String group,
    int steps,
    double smape,
    double mase,
    double naiveSmape,
    double naiveMase,
    int covered,
    boolean made) {

  static Optional<ForecastScore> of(CompetitionSeries series, Answers answers) {
    List<ForecastPoint> points =
        answers.first("forecast", Forecast.class).map(Forecast::points).orElse(List.of());
    int steps =
        points.isEmpty() ? series.test().length : Math.min(points.size(), series.test().length);
    double[] naive = Naive2.forecast(series.train(), series.season(), steps);
    double[] made = naive.clone();
    int covered = 0;
    for (int h = 0; h < Math.min(steps, points.size()); h++) {
      ForecastPoint point = points.get(h);
      made[h] = point.mean();
      double actual = series.test()[h];
      covered += actual >= point.lower95() && actual <= point.upper95() ? 1 : 0;
    }
    double scale = scale(series);
    if (scale == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ForecastScore(
            series.group(),
            steps,
            smape(series.test(), made),
            absolute(series.test(), made) / scale,
            smape(series.test(), naive),
            absolute(series.test(), naive) / scale,
            covered,
            !points.isEmpty()));
  }

  private static double scale(CompetitionSeries series) {
    double[] y = series.train();
    int m = series.season();
    double sum = 0;
    for (int t = m; t < y.length; t++) {
      sum += Math.abs(y[t] - y[t - m]);
    }
    return y.length <= m ? 0 : sum / (y.length - m);
  }

  private static double absolute(double[] actual, double[] forecast) {
    double sum = 0;
    for (int h = 0; h < forecast.length; h++) {
      sum += Math.abs(actual[h] - forecast[h]);
    }
    return sum / forecast.length;
  }

  private static double smape(double[] actual, double[] forecast) {
    double sum = 0;
    for (int h = 0; h < forecast.length; h++) {
      double size = Math.abs(actual[h]) + Math.abs(forecast[h]);
      sum += size == 0 ? 0 : 200 * Math.abs(actual[h] - forecast[h]) / size;
    }
    return sum / forecast.length;
  }
}
