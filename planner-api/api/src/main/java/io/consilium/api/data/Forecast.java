package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A forecast with prediction intervals and how it was chosen.
 *
 * @param history what it is made from
 * @param method the chosen method
 * @param points the future, in time order
 * @param scores every method tried on the history by rolling origin, best first, the naive one
 *     among them
 */
public record Forecast(
    Series history, String method, List<ForecastPoint> points, List<MethodScore> scores) {

  /** One future period with its 80 and 95 per cent prediction intervals. */
  public record ForecastPoint(
      String period, double mean, double lower80, double upper80, double lower95, double upper95) {
    public ForecastPoint {
      Objects.requireNonNull(period, "period");
    }
  }

  /**
   * How a method did on the page's own history.
   *
   * @param mase mean absolute error over that of the in-sample seasonal naive (Hyndman and Koehler
   *     2006)
   * @param smape in per cent, 0 to 200
   * @param origins rolling origins tried
   * @param naive true for the benchmark
   */
  public record MethodScore(String method, double mase, double smape, int origins, boolean naive) {
    public MethodScore {
      Objects.requireNonNull(method, "method");
    }
  }

  public Forecast {
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(method, "method");
    points = List.copyOf(points);
    scores = List.copyOf(scores);
  }
}
