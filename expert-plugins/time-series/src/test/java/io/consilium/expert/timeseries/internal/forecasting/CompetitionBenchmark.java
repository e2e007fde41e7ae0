package io.consilium.expert.timeseries.internal.forecasting;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Measures every method and the chosen one on the M3 and M4 series as those competitions did. Not
 * part of the default run: {@code mvn test -Dtest=CompetitionBenchmark}.
 */
class CompetitionBenchmark {
  private static final String CHOSEN = "CHOSEN";

  /** Sums over the series of one frequency. */
  private static final class Sums {
    private final Map<String, double[]> errors = new TreeMap<>();
    private int inside80;
    private int inside95;
    private int points;

    void add(String method, double smape, double mase) {
      double[] sums = errors.computeIfAbsent(method, name -> new double[3]);
      sums[0] += smape;
      sums[1] += mase;
      sums[2]++;
    }

    double owa(String method, String naive) {
      double[] a = errors.get(method);
      double[] b = errors.get(naive);
      return (a[0] / a[2] / (b[0] / b[2]) + a[1] / a[2] / (b[1] / b[2])) / 2;
    }
  }

  @Test
  void m3() throws IOException {
    Path file = CompetitionSeries.data().resolve("m3/series.jsonl");
    Assumptions.assumeTrue(Files.exists(file), "no competition data at " + file);
    Map<String, Sums> sums = new LinkedHashMap<>();
    for (CompetitionSeries series : CompetitionSeries.read(file)) {
      measure(series, sums.computeIfAbsent(series.period(), p -> new Sums()));
      measure(series, sums.computeIfAbsent("ALL", p -> new Sums()));
    }
    print(sums);
  }

  @Test
  void m4() throws IOException {
    Path weekly = CompetitionSeries.data().resolve("m4/weekly.jsonl");
    Assumptions.assumeTrue(Files.exists(weekly), "no competition data at " + weekly);
    Map<String, Sums> sums = new LinkedHashMap<>();
    for (String name : List.of("weekly", "hourly")) {
      Sums one = sums.computeIfAbsent(name, p -> new Sums());
      for (CompetitionSeries s : CompetitionSeries.read(weekly.resolveSibling(name + ".jsonl"))) {
        measure(s, one);
      }
    }
    print(sums);
  }

  private static final Map<CompetitionSeries, Object[]> DONE = new java.util.IdentityHashMap<>();

  private static void measure(CompetitionSeries series, Sums sums) {
    Object[] done = DONE.computeIfAbsent(series, CompetitionBenchmark::forecast);
    @SuppressWarnings("unchecked")
    Map<String, double[]> paths = (Map<String, double[]>) done[0];
    Forecast forecast = (Forecast) done[1];
    double scale = RollingOrigin.scale(series.train(), series.season());
    paths.forEach((name, path) -> sums.add(name, smape(path, series), mase(path, series, scale)));
    for (int h = 0; h < series.test().length; h++) {
      ForecastPoint point = forecast.points().get(h);
      double came = series.test()[h];
      sums.points++;
      sums.inside80 += came >= point.lower80() && came <= point.upper80() ? 1 : 0;
      sums.inside95 += came >= point.lower95() && came <= point.upper95() ? 1 : 0;
    }
  }

  private static Object[] forecast(CompetitionSeries series) {
    int horizon = series.test().length;
    Map<String, double[]> paths =
        new LinkedHashMap<>(Methods.paths(series.train(), series.season(), horizon));
    paths.put(Methods.NAIVE2, naive2(series, horizon));
    paths.putIfAbsent("Holt-Winters", paths.get("damped trend"));
    Series history = new Series("", "", frequency(series), List.of(), List.of());
    List<String> names = new ArrayList<>(Collections.nCopies(horizon, "?"));
    Forecast forecast = Forecaster.forecast(history, series.train(), names, () -> false);
    paths.put(CHOSEN, forecast.points().stream().mapToDouble(ForecastPoint::mean).toArray());
    return new Object[] {paths, forecast};
  }

  private static double[] naive2(CompetitionSeries series, int horizon) {
    SeasonalAdjustment adjustment =
        SeasonalAdjustment.asInCompetitions(series.train(), series.season());
    double[] path = new double[horizon];
    Arrays.fill(path, adjustment.adjusted()[series.train().length - 1]);
    return adjustment.restored(path);
  }

  private static Frequency frequency(CompetitionSeries series) {
    return switch (series.season()) {
      case 4 -> Frequency.QUARTERLY;
      case 12 -> Frequency.MONTHLY;
      case 24 -> Frequency.HOURLY;
      default -> Frequency.YEARLY;
    };
  }

  private static double smape(double[] path, CompetitionSeries series) {
    double sum = 0;
    for (int h = 0; h < path.length; h++) {
      double size = Math.abs(path[h]) + Math.abs(series.test()[h]);
      sum += size > 0 ? 200 * Math.abs(path[h] - series.test()[h]) / size : 0;
    }
    return sum / path.length;
  }

  private static double mase(double[] path, CompetitionSeries series, double scale) {
    double sum = 0;
    for (int h = 0; h < path.length; h++) {
      sum += Math.abs(path[h] - series.test()[h]) / scale;
    }
    return sum / path.length;
  }

  private static void print(Map<String, Sums> all) {
    all.forEach(
        (period, sums) -> {
          System.out.printf(
              "%s: inside 80 %% interval %.3f, inside 95 %% interval %.3f%n",
              period, (double) sums.inside80 / sums.points, (double) sums.inside95 / sums.points);
          sums.errors.forEach(
              (method, e) ->
                  System.out.printf(
                      "  %-26s sMAPE %6.2f  MASE %6.3f  OWA %5.3f  (%d)%n",
                      method,
                      e[0] / e[2],
                      e[1] / e[2],
                      sums.owa(method, Methods.NAIVE2),
                      (int) e[2]));
        });
  }
}
