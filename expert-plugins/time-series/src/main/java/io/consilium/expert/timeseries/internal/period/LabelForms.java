package io.consilium.expert.timeseries.internal.period;

import java.util.List;
import java.util.Locale;

/** The ways in which a year, quarter or month is printed, without spaces and signs. */
final class LabelForms {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private LabelForms() {}

  /** Letters and digits alone, lower case. */
  static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}|!]+", "");
  }

  static List<String> of(Period period) {
    return switch (period.kind()) {
      case YEAR -> years(period.index());
      case QUARTER ->
          quarters(Math.floorDiv(period.index(), 4L), Math.floorMod(period.index(), 4) + 1);
      case MONTH ->
          months(Math.floorDiv(period.index(), 12L), Math.floorMod(period.index(), 12) + 1);
      default -> List.of();
    };
  }

  private static List<String> years(long year) {
    return List.of("" + year, "fy" + year, "fy" + two(year));
  }

  private static List<String> quarters(long year, int quarter) {
    return List.of(
        "q" + quarter + year,
        year + "q" + quarter,
        quarter + "q" + two(year),
        quarter + "q" + year,
        "q" + quarter + two(year));
  }

  private static List<String> months(long year, int month) {
    String name = MONTHS.get(month - 1);
    return List.of(
        name + year, name + two(year), year + name, year + two(month), two(month) + year);
  }

  private static String two(long number) {
    return String.format(Locale.ROOT, "%02d", Math.floorMod(number, 100L));
  }
}
