package io.consilium.expert.vision.internal.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the points between printed period labels, where only some are printed. */
final class PeriodLabels {
  private static final Pattern YEAR =
      Pattern.compile("(?i)(?:fy\\s*)?((?:18|19|20|21)\\d\\d)\\*{0,3}");
  private static final Pattern QUARTER =
      Pattern.compile(
          "(?i)(?:q([1-4])[\\s/-]*'?(\\d{2,4})|([1-4])q(\\d{2,4})|(\\d{4})[\\s-]*q([1-4]))");
  private static final Pattern MONTH =
      Pattern.compile(
          "(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?[\\s/-]*['’]?(\\d{2,4})");
  private static final Pattern MONTH_NUMBER = Pattern.compile("((?:19|20)\\d\\d)[-/](\\d\\d)");
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final String[] SHORT = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private PeriodLabels() {}

  /** A period as a count of its own unit: years, quarters or months since year 0. */
  private record Count(int perYear, int number) {
    String text() {
      int year = Math.floorDiv(number, perYear);
      int part = Math.floorMod(number, perYear);
      return switch (perYear) {
        case 4 -> "Q" + (part + 1) + " " + year;
        case 12 -> SHORT[part] + " " + year;
        default -> String.valueOf(year);
      };
    }
  }

  /**
   * The labels with gaps filled where the printed ones are periods at an even pace.
   *
   * @param labels empty texts where nothing is printed
   */
  static List<String> filled(List<String> labels) {
    List<String> out = new ArrayList<>(labels);
    int known = -1;
    int stepFrom = -1;
    double step = Double.NaN;
    int perYear = 0;
    for (int i = 0; i < out.size(); i++) {
      Count count = parse(labels.get(i));
      if (count == null) {
        continue;
      }
      if (known >= 0 && parse(labels.get(known)).perYear == count.perYear) {
        double each = (double) (count.number - parse(labels.get(known)).number) / (i - known);
        if (Double.isNaN(step) || Math.abs(each - step) < 1e-9) {
          step = each;
          perYear = count.perYear;
          stepFrom = known;
        } else if (stepFrom >= 0) {
          return labels;
        }
      }
      known = i;
    }
    if (Double.isNaN(step) || step <= 0) {
      return labels;
    }
    int finer = refined(perYear, step);
    if (finer == 0) {
      return labels;
    }
    Count first = parse(labels.get(stepFrom));
    int start = first.number * (finer / perYear);
    int each = (int) Math.round(step * finer / perYear);
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i).isEmpty()) {
        out.set(i, new Count(finer, start + (i - stepFrom) * each).text());
      }
    }
    return out;
  }

  /** Periods a year in which every step is whole; 0 if there are none such. */
  private static int refined(int perYear, double step) {
    for (int finer : new int[] {1, 4, 12}) {
      double steps = step * finer / perYear;
      if (finer >= perYear && Math.abs(steps - Math.rint(steps)) < 1e-6 && steps > 0.5) {
        return finer;
      }
    }
    return 0;
  }

  private static Count parse(String label) {
    String text = label.strip().toLowerCase(Locale.ROOT);
    Matcher m = YEAR.matcher(text);
    if (m.matches()) {
      return new Count(1, Integer.parseInt(m.group(1)));
    }
    m = QUARTER.matcher(text);
    if (m.matches()) {
      String quarter = first(m.group(1), m.group(3), m.group(6));
      String year = first(m.group(2), m.group(4), m.group(5));
      return new Count(4, year(year) * 4 + Integer.parseInt(quarter) - 1);
    }
    m = MONTH.matcher(text);
    if (m.matches()) {
      return new Count(12, year(m.group(2)) * 12 + MONTHS.indexOf(m.group(1)) / 3);
    }
    m = MONTH_NUMBER.matcher(text);
    if (m.matches()) {
      return new Count(12, year(m.group(1)) * 12 + Integer.parseInt(m.group(2)) - 1);
    }
    return null;
  }

  private static String first(String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("none given");
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year;
  }
}
