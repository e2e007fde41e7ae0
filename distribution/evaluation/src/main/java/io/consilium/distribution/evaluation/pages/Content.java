package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Sentiment;
import java.util.List;
import java.util.Optional;

/**
 * What a page says, before it is known how it looks.
 *
 * @param measure what is measured, with its unit and how its figures are printed
 * @param periods the complete periods, in order
 * @param values one a period, as printed
 * @param parts measures that add up to {@code values}; empty if there are none
 * @param second a second measure shown beside the first, if any
 * @param partial the last, incomplete period, if there is one
 * @param future what really came next, for who wants to score a forecast
 */
record Content(
    String source,
    String company,
    Measure measure,
    NumberStyle style,
    Period.Style periodStyle,
    List<Period> periods,
    double[] values,
    Optional<Partial> partial,
    double[] future,
    Sentiment.Label tone,
    List<List<Judged>> paragraphs,
    String title,
    List<Named> parts,
    Optional<Named> second) {

  /** A quantity and its unit, such as Net sales in USD million. */
  record Measure(String name, String unit, String currency, boolean whole) {}

  /** Further figures, aligned with the periods. */
  record Named(String name, double[] values) {}

  /** An incomplete last period: its figure must not be taken for a whole one. */
  record Partial(String label, double value) {}

  /** A sentence and how it sounds. */
  record Judged(String text, Sentiment.Label label) {}

  int length() {
    return values.length;
  }

  String label(int index) {
    return periods.get(index).label(periodStyle);
  }

  String figure(int index) {
    return style.format(values[index]);
  }
}
