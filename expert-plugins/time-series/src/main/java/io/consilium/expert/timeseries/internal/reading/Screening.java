package io.consilium.expert.timeseries.internal.reading;

import io.consilium.api.data.Series.Excluded;
import io.consilium.expert.timeseries.internal.period.PeriodLabel;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parts the points of a lane into those that are whole periods of the wanted length and those to
 * leave out, each with its reason.
 *
 * @param kept in printed order
 * @param excluded in printed order
 */
record Screening(List<Point> kept, List<Excluded> excluded) {
  private static final double VISIBLY = 0.9;
  private static final Pattern TOTAL =
      Pattern.compile("\\b(total|sum|subtotal|average|avg|mean|median|cagr|change|growth)\\b");
  private static final Pattern PARTIAL =
      Pattern.compile(
          "\\b(ytd|year[ -]to[ -]date|to date|partial|incomplete|(nine|six|three|\\d+) months?"
              + "|not (yet )?complete|through|until|so far|latest)\\b");

  /**
   * Screens the points.
   *
   * @param kind length of the wanted periods
   * @param notes other text of the table, lower case, where a footnote may stand
   */
  static Screening of(List<Point> points, Kind kind, String notes) {
    List<Point> kept = new ArrayList<>();
    List<Excluded> excluded = new ArrayList<>();
    for (Point point : points) {
      Optional<String> reason = reason(point, kind);
      if (reason.isEmpty()) {
        kept.add(point);
      } else if (point.value() != null || point.label() != null) {
        excluded.add(new Excluded(point.text(), point.value(), reason.get()));
      }
    }
    Optional<Point> star = starred(kept);
    Optional<Excluded> left = star.flatMap(point -> marked(point, kept, notes));
    left.ifPresent(
        one -> {
          excluded.add(one);
          kept.removeIf(point -> point == star.get());
        });
    return new Screening(kept, excluded);
  }

  private static Optional<String> reason(Point point, Kind kind) {
    PeriodLabel label = point.label();
    if (label == null) {
      String text = point.text().toLowerCase(Locale.ROOT);
      return Optional.of(
          PARTIAL.matcher(text).find()
              ? "the label says that the period is partial"
              : TOTAL.matcher(text).find() ? "a total, not a period" : "the label names no period");
    }
    if (label.is(Mark.PARTIAL)) {
      return Optional.of("the label says that the period is partial");
    }
    if (label.is(Mark.ROLLING)) {
      return Optional.of("a rolling window, not a period of its own");
    }
    if (label.is(Mark.EXPECTED)) {
      return Optional.of("an expectation, not an observation");
    }
    if (label.kind() != kind) {
      return Optional.of(otherLength(label, kind));
    }
    return point.value() == null ? Optional.of("no value could be read") : Optional.empty();
  }

  private static String otherLength(PeriodLabel label, Kind kind) {
    String is = label.kind().name().toLowerCase(Locale.ROOT);
    String wanted = kind.name().toLowerCase(Locale.ROOT);
    return label.kind().parts() > kind.parts()
        ? "covers a " + is + " only, the others a " + wanted
        : "covers a whole " + is + ", the others a " + wanted;
  }

  /** The one period that carries a footnote sign. */
  private static Optional<Point> starred(List<Point> kept) {
    List<Point> starred = kept.stream().filter(p -> p.label().is(Mark.STARRED)).toList();
    return starred.size() == 1 ? Optional.of(starred.get(0)) : Optional.empty();
  }

  /** Partial by the words of its footnote, or by a value below all others. */
  private static Optional<Excluded> marked(Point point, List<Point> kept, String notes) {
    boolean edge = point == kept.get(0) || point == kept.get(kept.size() - 1);
    double least =
        kept.stream()
            .filter(p -> p != point)
            .mapToDouble(Point::value)
            .min()
            .orElse(Double.NEGATIVE_INFINITY);
    if (PARTIAL.matcher(notes).find()) {
      return Optional.of(left(point, "its footnote says that the period is partial"));
    }
    return edge && least > 0 && point.value() < VISIBLY * least
        ? Optional.of(left(point, "marked by a footnote sign and below all others, so partial"))
        : Optional.empty();
  }

  private static Excluded left(Point point, String reason) {
    return new Excluded(point.text(), point.value(), reason);
  }
}
