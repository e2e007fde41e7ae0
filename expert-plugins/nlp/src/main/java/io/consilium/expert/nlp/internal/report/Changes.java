package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import java.util.List;
import java.util.Optional;

/** What a history did: against the year before, against the period before, and as a whole. */
final class Changes {
  /** Less is called unchanged, in per cent. */
  private static final double STILL = 0.5;

  private static final double CLEAR = 0.6;
  private static final double SOME = 0.25;

  private Changes() {}

  /** How a history leans, from all its pairs of values (Kendall 1938). */
  enum Lean {
    CLEARLY_UP,
    UP,
    NONE,
    DOWN,
    CLEARLY_DOWN
  }

  static double percent(double from, double to) {
    return 100 * (to - from) / Math.abs(from);
  }

  /** True if a change in per cent says something: not from nothing, not across zero. */
  static boolean tells(Observation from, Observation to) {
    return from.value() > 0 && to.value() >= 0;
  }

  static boolean still(Observation from, Observation to) {
    return from.value() == to.value()
        || (tells(from, to) && Math.abs(percent(from.value(), to.value())) < STILL);
  }

  static Observation last(Series series) {
    return series.observations().get(series.observations().size() - 1);
  }

  /** The same season one year before the last observation. */
  static Optional<Observation> yearBefore(Series series) {
    return before(series, series.frequency().season());
  }

  static Optional<Observation> before(Series series, int periods) {
    List<Observation> all = series.observations();
    int index = all.size() - 1 - periods;
    return index < 0 ? Optional.empty() : Optional.of(all.get(index));
  }

  /** Pairs of the same season only, so that a season is not taken for a trend. */
  static Lean lean(Series series) {
    double[] y = series.values();
    int season = y.length > 2 * series.frequency().season() ? series.frequency().season() : 1;
    int pairs = 0;
    int balance = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = i + season; j < y.length; j += season) {
        pairs++;
        balance += (int) Math.signum(y[j] - y[i]);
      }
    }
    double tau = pairs < 3 ? 0 : (double) balance / pairs;
    return tau > CLEAR
        ? Lean.CLEARLY_UP
        : tau > SOME
            ? Lean.UP
            : tau < -CLEAR ? Lean.CLEARLY_DOWN : tau < -SOME ? Lean.DOWN : Lean.NONE;
  }
}
