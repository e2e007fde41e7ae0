package io.consilium.expert.timeseries.internal.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Chooses the one measure to forecast: the named one, else the total, else the first. */
final class MeasureChoice {
  private static final double SUM_TOLERANCE = 0.005;
  private static final Pattern DERIVED =
      Pattern.compile(
          "%|\\b(per ?cent|pct|change|growth|yoy|qoq|mom|y/y|q/q|m/m|share|margin|rank|index no"
              + "|var(iance)?|delta|cagr)\\b");
  private static final Pattern TOTAL = Pattern.compile("\\b(total|sum|all|overall|combined)\\b");

  private MeasureChoice() {}

  /**
   * The chosen lane.
   *
   * @param measure what was asked for by name, or empty
   * @return empty if no lane has that name, or there is none at all
   */
  static Optional<Lane> choose(List<Lane> lanes, String measure) {
    if (!measure.isBlank()) {
      String wanted = plain(measure);
      return lanes.stream()
          .filter(lane -> plain(lane.name()).equals(wanted))
          .findFirst()
          .or(() -> lanes.stream().filter(l -> plain(l.name()).contains(wanted)).findFirst());
    }
    List<Lane> levels = lanes.stream().filter(lane -> !derived(lane)).toList();
    List<Lane> from = levels.isEmpty() ? lanes : levels;
    long most = from.stream().mapToLong(Lane::usable).max().orElse(0);
    List<Lane> full = from.stream().filter(lane -> lane.usable() * 2 >= most).toList();
    return total(full).or(() -> full.stream().findFirst());
  }

  /** A lane called total counts only if it is the sum of those before it. */
  private static Optional<Lane> total(List<Lane> lanes) {
    List<Lane> parts = new ArrayList<>();
    for (Lane lane : lanes) {
      if (TOTAL.matcher(lane.name().toLowerCase(Locale.ROOT)).find()
          && !parts.isEmpty()
          && isSum(lane, parts)) {
        return Optional.of(lane);
      }
      parts.add(lane);
    }
    return Optional.empty();
  }

  private static boolean isSum(Lane total, List<Lane> parts) {
    int held = 0;
    int seen = 0;
    for (int i = 0; i < total.points().size(); i++) {
      Double whole = total.points().get(i).value();
      double sum = 0;
      for (Lane part : parts) {
        Double value = i < part.points().size() ? part.points().get(i).value() : null;
        sum += value == null ? 0 : value;
      }
      if (whole != null) {
        seen++;
        held += Math.abs(sum - whole) <= SUM_TOLERANCE * Math.abs(whole) + 1 ? 1 : 0;
      }
    }
    return seen > 0 && held * 2 > seen;
  }

  private static boolean derived(Lane lane) {
    return DERIVED.matcher(lane.name().toLowerCase(Locale.ROOT)).find();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
