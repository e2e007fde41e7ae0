package io.consilium.verifier.summary.internal;

import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Checks one listed figure: that its source gives its value, and that the value is written so. */
record FigureCheck(Report report, Sources sources) {
  private static final double EXACT = 1e-6;

  /** What is wrong with a figure; empty if nothing is. */
  Optional<Finding> fault(Figure figure) {
    return switch (figure.source()) {
      case "period" -> period(figure);
      case "page:quote", "name" -> quoted(figure);
      default -> derived(figure);
    };
  }

  private Optional<Finding> period(Figure figure) {
    boolean known = periods().anyMatch(period -> mentions(period, figure.text()));
    return known || sources.writes(figure.text(), report)
        ? Optional.empty()
        : Optional.of(
            finding("unknown-period", figure, "names a period that is not in the data", null));
  }

  private Stream<String> periods() {
    return sources.forecast().stream()
        .flatMap(
            f ->
                Stream.concat(
                    f.history().observations().stream().map(Observation::period),
                    f.points().stream().map(ForecastPoint::period)));
  }

  /** The whole period, or its year, quarter or month by itself. */
  private static boolean mentions(String period, String text) {
    return period.equals(text)
        || Numeral.in(period).stream().anyMatch(n -> n.text().equals(text))
        || (period.contains("-Q") && text.equals(period.substring(5)));
  }

  private Optional<Finding> quoted(Figure figure) {
    boolean pageUnknown =
        figure.source().startsWith("page")
            && sources.page().isEmpty()
            && sources.documents().isEmpty()
            && report.citations().isEmpty();
    boolean written =
        Numeral.in(figure.text()).stream()
            .allMatch(numeral -> sources.writes(numeral.text(), report));
    return pageUnknown || written
        ? Optional.empty()
        : Optional.of(finding("not-quoted", figure, "stands in none of the texts quoted", null));
  }

  private Optional<Finding> derived(Figure figure) {
    OptionalDouble value = new Derivation(sources).of(figure.source());
    if (value.isEmpty()) {
      return Optional.of(
          finding("unknown-source", figure, "has a source that gives no value in the data", null));
    }
    double right = value.getAsDouble();
    Optional<Numeral> numeral = Numeral.first(figure.text());
    if (numeral.isEmpty()) {
      return Optional.of(finding("no-numeral", figure, "holds no number", right));
    }
    double size = Math.max(1, Math.abs(right));
    boolean valued = Math.abs(figure.value() - right) <= EXACT * size + numeral.get().reach();
    if (!valued || !numeral.get().writes(right, figure.text())) {
      return Optional.of(finding("wrong-figure", figure, "should be " + plain(right), right));
    }
    boolean negative = figure.text().strip().matches("^[-\\u2212].*");
    return negative && right > 0
        ? Optional.of(finding("wrong-sign", figure, "should be positive", right))
        : Optional.empty();
  }

  private static Finding finding(String code, Figure figure, String fault, Double right) {
    Facts facts = Facts.of("text", figure.text()).with("source", figure.source());
    return new Finding(
        code,
        "The figure \"" + figure.text() + "\" (" + figure.source() + ") " + fault + ".",
        right == null ? facts : facts.with("right", right));
  }

  private static String plain(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}
