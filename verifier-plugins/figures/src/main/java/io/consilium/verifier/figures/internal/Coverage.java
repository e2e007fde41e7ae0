package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Series;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds periods of which chart or text speak and which the series lacks. */
final class Coverage {
  private static final int FEWEST = 3;

  private Coverage() {}

  /**
   * Rejects a series that lacks a period.
   *
   * @param series as taken
   * @param lane its figures
   * @param charts that show the same measure
   * @param prose of the page
   */
  static void check(Series series, Lane lane, List<Lane> charts, String prose, Findings findings) {
    Set<String> left = new LinkedHashSet<>();
    series.excluded().forEach(one -> PeriodKey.of(bare(one.label())).ifPresent(left::add));
    for (Lane chart : charts) {
      chart.values().keySet().stream()
          .filter(key -> lacks(lane, left, key))
          .forEach(key -> findings.differ(finding(key, "chart shows", chart.values().get(key))));
    }
    Statement.in(prose).stream()
        .filter(s -> lacks(lane, left, s.period()) && !s.looksAhead())
        .filter(s -> TextAgreement.names(lane, s.sentence()) && plausible(lane, s.value()))
        .findFirst()
        .ifPresent(s -> findings.differ(finding(s.period(), "text gives", s.value())));
  }

  /** Only what is dated alike can be missing, and of a few values nothing can be said. */
  private static boolean lacks(Lane lane, Set<String> left, String key) {
    Set<String> periods = lane.values().keySet();
    return periods.size() >= FEWEST
        && key.matches("\\d{4}(-Q\\d|-\\d\\d)?")
        && periods.stream().allMatch(p -> form(p).equals(form(key)))
        && periods.stream().anyMatch(p -> Math.abs(year(p) - year(key)) <= 1)
        && !periods.contains(key)
        && !left.contains(key);
  }

  /** As large as the others are, so that it is likely to be one of them. */
  private static boolean plausible(Lane lane, double value) {
    double least = lane.values().values().stream().mapToDouble(Math::abs).min().orElse(0);
    double most = lane.values().values().stream().mapToDouble(Math::abs).max().orElse(0);
    return value >= least / 2 && value <= most * 2;
  }

  private static int year(String period) {
    return Integer.parseInt(period.substring(0, 4));
  }

  private static String bare(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[ (\\[*]*(ytd|year to date|partial).*$", "");
  }

  private static String form(String period) {
    return period.replaceAll("\\d", "0");
  }

  private static Finding finding(String period, String who, double value) {
    return new Finding(
        "period-missing",
        "The "
            + who
            + " "
            + period
            + " ("
            + Numbers.plain(value)
            + "), the series lacks it. Maybe a row, column or mark was not read.",
        Facts.of("period", period).with("value", value));
  }
}
