package io.consilium.expert.timeseries.internal.forecasting;

import java.util.Arrays;

/**
 * Exponential smoothing with additive errors: a level, and perhaps a trend that is damped or not
 * (Gardner 1985; Hyndman and others 2008). Smoothing constants and initial states are those with
 * the least sum of squared one-step errors.
 */
final class Smoothing {

  /** Which trend. */
  enum Trend {
    NONE,
    LINEAR,
    DAMPED
  }

  private static final int FIRST = 10;
  private static final double LEAST_PHI = 0.8;
  private static final double MOST_PHI = 0.98;

  private final Trend trend;
  private final double[] y;
  private final double scale;
  private final Line start;

  private Smoothing(Trend trend, double[] y) {
    this.trend = trend;
    this.y = y;
    this.start = Line.through(y, Math.min(FIRST, y.length));
    double spread = spread(y);
    this.scale = spread > 0 ? spread : 1;
  }

  static double[] forecast(Trend trend, double[] y, int horizon) {
    Smoothing model = new Smoothing(trend, y);
    double[] best = model.fit();
    return model.run(best, horizon).path();
  }

  private static double spread(double[] y) {
    double sum = 0;
    for (int t = 1; t < y.length; t++) {
      sum += Math.abs(y[t] - y[t - 1]);
    }
    return y.length > 1 ? sum / (y.length - 1) : 0;
  }

  /** Unknowns: alpha, level (in spreads from the line's), beta over alpha, slope, phi. */
  private double[] fit() {
    int unknowns =
        switch (trend) {
          case NONE -> 2;
          case LINEAR -> 4;
          case DAMPED -> 5;
        };
    double[] from = Arrays.copyOf(new double[] {0.4, 0, 0.2, 0, 0.92}, unknowns);
    double[] lower = Arrays.copyOf(new double[] {0.01, -5, 0.001, -2, LEAST_PHI}, unknowns);
    double[] upper = Arrays.copyOf(new double[] {0.999, 5, 0.999, 2, MOST_PHI}, unknowns);
    return Minimiser.minimise(p -> run(p, 0).squares(), from, lower, upper);
  }

  private record Run(double squares, double[] path) {}

  private Run run(double[] p, int horizon) {
    double alpha = p[0];
    boolean trending = trend != Trend.NONE;
    double beta = trending ? alpha * p[2] : 0;
    double phi = trend == Trend.DAMPED ? p[4] : 1;
    double slope = trending ? start.slope() + p[3] * scale : 0;
    double level = (trending ? start.at(-1) : y[0]) + p[1] * scale;
    double squares = 0;
    for (double value : y) {
      double expected = level + phi * slope;
      double error = value - expected;
      squares += error * error;
      level = expected + alpha * error;
      slope = phi * slope + beta * error;
    }
    double[] path = new double[horizon];
    double damping = 0;
    for (int h = 0; h < horizon; h++) {
      damping += Math.pow(phi, h + 1);
      path[h] = level + damping * slope;
    }
    return new Run(squares, path);
  }
}
