package io.consilium.expert.timeseries.internal.forecasting;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import io.consilium.expert.timeseries.internal.period.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of a series at even distances, and the names of the periods that follow. A few missing
 * values are bridged by straight lines.
 *
 * @param values one a period
 * @param filled how many values were bridged
 */
public record Regular(double[] values, int filled, List<String> ahead) {
  private static final double MOST_FILLED = 0.15;

  /** Spaces a series evenly; empty if its periods are out of order, twice there or too gappy. */
  public static Optional<Regular> of(Series series, int horizon) {
    List<Observation> observations = series.observations();
    long[] at = places(observations);
    List<Double> values = new ArrayList<>();
    int filled = 0;
    for (int i = 0; i < at.length; i++) {
      long gap = i == 0 ? 1 : at[i] - at[i - 1];
      if (gap < 1 || gap - 1 > MOST_FILLED * at.length) {
        return Optional.empty();
      }
      for (long k = 1; k < gap; k++) {
        double before = observations.get(i - 1).value();
        values.add(before + (observations.get(i).value() - before) * k / gap);
        filled++;
      }
      values.add(observations.get(i).value());
    }
    return filled > MOST_FILLED * at.length
        ? Optional.empty()
        : Optional.of(
            new Regular(
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                filled,
                ahead(observations, at, horizon)));
  }

  /** Places on the calendar, or the numbers of numbered periods, or mere positions. */
  private static long[] places(List<Observation> observations) {
    List<Optional<Period>> periods =
        observations.stream().map(o -> Period.parse(o.period())).toList();
    boolean oneKind =
        periods.stream().allMatch(Optional::isPresent)
            && periods.stream().map(p -> p.get().kind()).distinct().count() == 1;
    if (oneKind) {
      return periods.stream().mapToLong(p -> p.get().index()).toArray();
    }
    long[] numbers = new long[observations.size()];
    for (int i = 0; i < numbers.length; i++) {
      String period = observations.get(i).period();
      numbers[i] = period.matches("\\d{1,6}") ? Long.parseLong(period) : i + 1L;
    }
    return numbers;
  }

  private static List<String> ahead(List<Observation> observations, long[] at, int horizon) {
    Observation last = observations.get(observations.size() - 1);
    Optional<Period> period = Period.parse(last.period());
    List<String> ahead = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      int step = h;
      ahead.add(
          period.map(p -> p.plus(step).text()).orElse(String.valueOf(at[at.length - 1] + step)));
    }
    return ahead;
  }
}
