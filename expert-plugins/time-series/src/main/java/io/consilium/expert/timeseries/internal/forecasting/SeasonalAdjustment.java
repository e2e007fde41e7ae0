package io.consilium.expert.timeseries.internal.forecasting;

import java.util.Arrays;

/**
 * Classical decomposition as the M3 and M4 competitions used it for their benchmarks: seasonal
 * indices by the ratio (or difference) to a centred moving average, applied only if the
 * autocorrelation at the seasonal lag is significant at 90 % (Makridakis, Spiliotis and
 * Assimakopoulos 2020, "The M4 Competition", section 2.2). A trend hides a season from that test,
 * so the series of differences is tested too.
 *
 * @param season periods in one season; 1 if the series is not seasonal
 * @param multiplicative true if indices are ratios, for positive series
 * @param indices one a period of the season, by position modulo the season
 * @param adjusted the series without its season
 */
record SeasonalAdjustment(int season, boolean multiplicative, double[] indices, double[] adjusted) {
  private static final double SIGNIFICANT = 1.645;
  private static final int SEASONS_NEEDED = 3;

  static SeasonalAdjustment of(double[] y, int season) {
    boolean found =
        season > 1
            && y.length >= SEASONS_NEEDED * season
            && (seasonal(y, season) || seasonal(differences(y), season));
    return found ? by(y, season) : none(y);
  }

  /** With the competitions' own test alone: the benchmark called Naive2 is defined by it. */
  static SeasonalAdjustment asInCompetitions(double[] y, int season) {
    boolean found = season > 1 && y.length >= SEASONS_NEEDED * season && seasonal(y, season);
    return found ? by(y, season) : none(y);
  }

  private static SeasonalAdjustment none(double[] y) {
    return new SeasonalAdjustment(1, false, new double[] {0}, y);
  }

  private static double[] differences(double[] y) {
    double[] differences = new double[y.length - 1];
    Arrays.setAll(differences, t -> y[t + 1] - y[t]);
    return differences;
  }

  private static SeasonalAdjustment by(double[] y, int season) {
    boolean multiplicative = Arrays.stream(y).min().orElse(0) > 0;
    double[] indices = indices(y, season, multiplicative);
    double[] adjusted = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      double index = indices[t % season];
      adjusted[t] = multiplicative ? y[t] / index : y[t] - index;
    }
    return new SeasonalAdjustment(season, multiplicative, indices, adjusted);
  }

  boolean isSeasonal() {
    return season > 1;
  }

  /** Puts the season back into a forecast that follows the series. */
  double[] restored(double[] forecast) {
    if (!isSeasonal()) {
      return forecast;
    }
    double[] restored = new double[forecast.length];
    for (int h = 0; h < forecast.length; h++) {
      double index = indices[(adjusted.length + h) % season];
      restored[h] = multiplicative ? forecast[h] * index : forecast[h] + index;
    }
    return restored;
  }

  private static boolean seasonal(double[] y, int season) {
    double[] r = Autocorrelation.upTo(y, season);
    double sum = 0;
    for (int lag = 1; lag < season; lag++) {
      sum += r[lag] * r[lag];
    }
    return Math.abs(r[season]) > SIGNIFICANT * Math.sqrt((1 + 2 * sum) / y.length);
  }

  private static double[] indices(double[] y, int season, boolean multiplicative) {
    double[] sum = new double[season];
    int[] count = new int[season];
    int half = season / 2;
    for (int t = half; t < y.length - half; t++) {
      double level = centred(y, t, season);
      sum[t % season] += multiplicative ? y[t] / level : y[t] - level;
      count[t % season]++;
    }
    double[] indices = new double[season];
    for (int i = 0; i < season; i++) {
      indices[i] = sum[i] / count[i];
    }
    return normalised(indices, multiplicative);
  }

  private static double centred(double[] y, int t, int season) {
    int half = season / 2;
    double sum = 0;
    for (int k = -half; k <= half; k++) {
      boolean edge = season % 2 == 0 && Math.abs(k) == half;
      sum += edge ? y[t + k] / 2 : y[t + k];
    }
    return sum / season;
  }

  private static double[] normalised(double[] indices, boolean multiplicative) {
    double mean = Arrays.stream(indices).average().orElse(0);
    return Arrays.stream(indices)
        .map(i -> multiplicative ? Math.max(i / mean, 1e-6) : i - mean)
        .toArray();
  }
}
