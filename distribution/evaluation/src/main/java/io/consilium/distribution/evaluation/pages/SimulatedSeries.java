package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Series.Frequency;
import java.util.Random;

/** Numbers with level, trend, season and chance, for machines without a data directory. */
final class SimulatedSeries {
  private SimulatedSeries() {}

  static SourceSeries draw(Frequency frequency, int length, Random random) {
    int season = frequency.season();
    long id = random.nextInt(1_000_000);
    Random chance = new Random(id);
    double level = Math.exp(4 + 4 * chance.nextDouble());
    double growth = (-0.06 + 0.18 * chance.nextDouble()) / season;
    double swing = season == 1 ? 0 : 0.25 * chance.nextDouble();
    double jitter = 0.01 + 0.03 * chance.nextDouble();
    double[] shape = chance.doubles(season, -swing, swing + 1e-9).toArray();
    double[] values = new double[length];
    for (int t = 0; t < length; t++) {
      double noise = 1 + jitter * chance.nextGaussian();
      values[t] = level * (1 + shape[t % season]) * Math.max(0.3, noise);
      level *= 1 + growth + jitter * 0.3 * chance.nextGaussian();
    }
    return new SourceSeries("simulated/" + id, frequency, 1, values);
  }
}
