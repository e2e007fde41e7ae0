package io.consilium.expert.timeseries.internal.forecasting;

/**
 * Holt-Winters with a damped trend; the season multiplies for positive series and adds otherwise
 * (Winters 1960; Gardner 1985). Seasonal states start from the classical decomposition.
 */
final class HoltWinters {
  private final double[] y;
  private final SeasonalAdjustment season;
  private final Line start;

  private HoltWinters(double[] y, SeasonalAdjustment season) {
    this.y = y;
    this.season = season;
    this.start = Line.through(season.adjusted(), Math.max(10, 2 * season.season()));
  }

  /** The path ahead of a seasonal series. */
  static double[] forecast(double[] y, SeasonalAdjustment season, int horizon) {
    HoltWinters model = new HoltWinters(y, season);
    double[] best =
        Minimiser.minimise(
            p -> model.run(p, 0).squares(),
            new double[] {0.3, 0.1, 0.1, 0.92},
            new double[] {0.01, 0.0001, 0.0001, 0.8},
            new double[] {0.99, 0.99, 0.99, 0.98});
    return model.run(best, horizon).path();
  }

  private record Run(double squares, double[] path) {}

  private Run run(double[] p, int horizon) {
    double alpha = p[0];
    double beta = alpha * p[1];
    double gamma = (1 - alpha) * p[2];
    double phi = p[3];
    int m = season.season();
    boolean ratio = season.multiplicative();
    double[] s = season.indices().clone();
    double level = start.at(-1);
    double slope = start.slope();
    double squares = 0;
    for (int t = 0; t < y.length; t++) {
      double expected = level + phi * slope;
      double index = s[t % m];
      double error = ratio ? y[t] - expected * index : y[t] - expected - index;
      squares += error * error;
      double levelError = ratio ? error / index : error;
      level = expected + alpha * levelError;
      slope = phi * slope + beta * levelError;
      double base = ratio ? Math.max(expected, 1e-9) : 1;
      s[t % m] = ratio ? Math.max(index + gamma * error / base, 1e-3) : index + gamma * error;
    }
    double[] path = new double[horizon];
    double damping = 0;
    for (int h = 0; h < horizon; h++) {
      damping += Math.pow(phi, h + 1);
      double ahead = level + damping * slope;
      double index = s[(y.length + h) % m];
      path[h] = ratio ? ahead * index : ahead + index;
    }
    return new Run(squares, path);
  }
}
