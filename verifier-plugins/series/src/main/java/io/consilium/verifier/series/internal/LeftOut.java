package io.consilium.verifier.series.internal;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.verifier.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parts what was rightly left out of a series (a partial period, a total, an expectation) from what
 * was lost in reading (a label or a value that could not be read), since a period may be missing
 * there.
 *
 * @param remarks on what was rightly left out
 * @param faults what seems lost
 */
record LeftOut(List<Finding> remarks, List<Finding> faults) {
  private static final Pattern BY_DESIGN =
      Pattern.compile("\\b(partial|total|rolling|expectation)\\b");
  private static final Pattern OTHER_LENGTH = Pattern.compile("\\bcovers an? (whole )?[a-z]+");

  static LeftOut of(Series series) {
    List<Finding> remarks = new ArrayList<>();
    List<Finding> faults = new ArrayList<>();
    for (Excluded one : series.excluded()) {
      if (rightly(one, series)) {
        remarks.add(new Finding("excluded", message(one)));
      } else {
        faults.add(
            new Finding(
                "lost", message(one) + " Maybe its label or value was misread on the page."));
      }
    }
    return new LeftOut(remarks, faults);
  }

  private static boolean rightly(Excluded one, Series series) {
    if (BY_DESIGN.matcher(one.reason()).find()) {
      return true;
    }
    return OTHER_LENGTH.matcher(one.reason()).find() && !looksLikeTheOthers(one, series);
  }

  /** A year among quarters is about their sum; one like a quarter is a quarter misread. */
  private static boolean looksLikeTheOthers(Excluded one, Series series) {
    double[] sizes = Arrays.stream(series.values()).map(Math::abs).sorted().toArray();
    if (one.value() == null || sizes.length == 0) {
      return true;
    }
    double size = Math.abs(one.value());
    return size >= sizes[0] / 1.5 && size <= sizes[sizes.length - 1] * 1.5;
  }

  private static String message(Excluded one) {
    String value = one.value() == null ? "" : " (" + Figures.plain(one.value()) + ")";
    return "Left out: \"" + one.label() + "\"" + value + ", " + one.reason() + ".";
  }
}
