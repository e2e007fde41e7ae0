package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Series.Frequency;
import io.consilium.distribution.evaluation.pages.Content.Measure;
import io.consilium.distribution.evaluation.pages.Content.Named;
import io.consilium.distribution.evaluation.pages.Content.Partial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws what a page says: a stretch of a series, its scale, its names and its commentary. */
final class ContentDrawing {
  private static final int FUTURE = 8;

  private final SeriesLibrary library;
  private final Random random;

  ContentDrawing(SeriesLibrary library, Random random) {
    this.library = library;
    this.random = random;
  }

  /** A part of a series, or of its differences. */
  private record Stretch(SourceSeries source, boolean changes, double[] raw, int from, int length) {
    /** Printed figures from one place to another, counted from the stretch's beginning. */
    double[] printed(int first, int last, double scale, NumberStyle style) {
      return Arrays.stream(raw, from + first, Math.min(raw.length, from + last))
          .map(value -> style.rounded(value * scale))
          .toArray();
    }

    DoubleStream sizes() {
      return Arrays.stream(raw, from, from + length).map(Math::abs);
    }
  }

  Content draw(TableForm form) {
    Stretch stretch = stretch(form);
    boolean changes = stretch.changes();
    Measure measure = changes ? Names.change(random) : Names.measure(random);
    double scale = scale(stretch, measure);
    NumberStyle style = style(stretch, scale, measure);
    double[] values = stretch.printed(0, stretch.length(), scale, style);
    double[] future = stretch.printed(stretch.length(), stretch.length() + FUTURE, scale, style);
    List<Period> periods = periods(stretch);
    Period last = periods.get(periods.size() - 1);
    Period.Style periodStyle = Period.Style.values()[random.nextInt(4)];
    boolean mayBePartial = form.mayBePartial() && !changes && future.length > 0;
    Optional<Partial> partial =
        mayBePartial
            ? partial(future[0], style, last.plus(1).label(periodStyle))
            : Optional.empty();
    Label tone = tone(values, last.frequency().season(), changes);
    String company = Names.company(random);
    Commentary commentary = new Commentary(random, company, measure, style);
    return new Content(
        stretch.source().id(),
        company,
        measure,
        style,
        periodStyle,
        periods,
        values,
        partial,
        future,
        tone,
        commentary.write(periods, values, tone, partial, changes),
        Names.title(random, last),
        form.hasParts() ? parts(values, style) : List.of(),
        second(form, values, style));
  }

  private Stretch stretch(TableForm form) {
    Frequency frequency = form.frequency(random);
    int length = form.length(frequency, random);
    SourceSeries source = library.pick(frequency, length + 1, random);
    boolean changes = random.nextInt(10) == 0 && source.values().length > length + 1;
    double[] raw = changes ? differences(source.values()) : source.values();
    int from = raw.length == length ? 0 : random.nextInt(raw.length - length);
    int aligned = form.aligned(from, source, changes, length, raw.length);
    return new Stretch(source, changes, raw, aligned, length);
  }

  private static double[] differences(double[] values) {
    double[] result = new double[values.length - 1];
    Arrays.setAll(result, i -> values[i + 1] - values[i]);
    return result;
  }

  /** A power of ten that brings the figures to a size that its unit would have on a page. */
  private double scale(Stretch stretch, Measure measure) {
    double largest = stretch.sizes().max().orElse(1);
    double wanted = measure.whole() ? 3.2 + 2 * random.nextDouble() : 1.4 + 3 * random.nextDouble();
    return Math.pow(10, Math.round(wanted - Math.log10(largest)));
  }

  private NumberStyle style(Stretch stretch, double scale, Measure measure) {
    double typical =
        stretch.sizes().sorted().skip(stretch.length() / 2).findFirst().orElse(1) * scale;
    int enough = typical >= 300 ? 0 : typical >= 30 ? 1 : 2;
    int decimals = measure.whole() ? 0 : Math.min(2, enough + random.nextInt(2));
    String currency = random.nextInt(4) == 0 ? measure.currency() : "";
    return new NumberStyle(decimals, random.nextInt(5) > 0, currency, random.nextInt(2) == 0);
  }

  /** Years are moved to recent ones; quarters and months stay where they were. */
  private List<Period> periods(Stretch stretch) {
    Frequency frequency = stretch.source().frequency();
    int from = stretch.from() + (stretch.changes() ? 1 : 0);
    Period first = new Period(frequency, 2000, stretch.source().firstPart()).plus(from);
    int last = 2006 + random.nextInt(19);
    int years = last - first.plus(stretch.length() - 1).year();
    Period moved = new Period(frequency, first.year() + years, first.part());
    return IntStream.range(0, stretch.length()).mapToObj(moved::plus).toList();
  }

  /** One page in four shows the period after the last one, with a share of its figure. */
  private Optional<Partial> partial(double whole, NumberStyle style, String label) {
    if (random.nextInt(4) > 0) {
      return Optional.empty();
    }
    double share = 0.25 + 0.4 * random.nextDouble();
    String marked = random.nextBoolean() ? label + " YTD" : label + " (YTD)";
    return Optional.of(new Partial(marked, style.rounded(whole * share)));
  }

  private static Label tone(double[] values, int season, boolean changes) {
    int n = values.length;
    int span = Math.min(season, n / 2);
    double now = Arrays.stream(values, n - span, n).sum();
    double before = Arrays.stream(values, n - 2 * span, n - span).sum();
    double growth = changes ? Math.signum(now) : (now - before) / Math.abs(before);
    return growth > 0.02 ? Label.POSITIVE : growth < -0.02 ? Label.NEGATIVE : Label.NEUTRAL;
  }

  /** Two or three positive parts of each value that add up to it exactly as printed. */
  private List<Named> parts(double[] values, NumberStyle style) {
    List<String> names = Names.parts(random);
    double[][] figures = new double[names.size()][values.length];
    double share = (0.85 + 0.3 * random.nextDouble()) / names.size();
    for (int t = 0; t < values.length; t++) {
      double rest = values[t];
      for (int p = 0; p + 1 < names.size(); p++) {
        figures[p][t] = style.rounded(values[t] * share * (0.95 + 0.1 * random.nextDouble()));
        rest -= figures[p][t];
      }
      figures[names.size() - 1][t] = style.rounded(rest);
    }
    List<Named> parts = new ArrayList<>();
    for (int p = 0; p < names.size(); p++) {
      parts.add(new Named(names.get(p), figures[p]));
    }
    return parts;
  }

  private Optional<Named> second(TableForm form, double[] values, NumberStyle style) {
    if (!form.hasSecond()) {
      return Optional.empty();
    }
    double share = 0.5 + 0.35 * random.nextDouble();
    double[] figures =
        Arrays.stream(values)
            .map(value -> style.rounded(value * share * (0.93 + 0.14 * random.nextDouble())))
            .toArray();
    return Optional.of(new Named(random.nextBoolean() ? "Operating costs" : "Plan", figures));
  }
}
