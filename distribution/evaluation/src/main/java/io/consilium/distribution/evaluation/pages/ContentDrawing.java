package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Series.Frequency;
import io.consilium.distribution.evaluation.pages.Content.Judged;
import io.consilium.distribution.evaluation.pages.Content.Measure;
import io.consilium.distribution.evaluation.pages.Content.Named;
import io.consilium.distribution.evaluation.pages.Content.Partial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Draws what a page says: a stretch of a series, its scale, its names and its commentary. */
final class ContentDrawing {
  private static final int FUTURE = 8;

  private final SeriesLibrary library;
  private final Random random;

  ContentDrawing(SeriesLibrary library, Random random) {
    this.library = library;
    this.random = random;
  }

  Content draw(TableForm form) {
    Frequency frequency = form.frequency(random);
    int length = form.length(frequency, random);
    SourceSeries source = library.pick(frequency, length + 1, random);
    boolean changes = random.nextInt(10) == 0 && source.values().length > length + 1;
    double[] raw = changes ? differences(source.values()) : source.values();
    int from = raw.length == length ? 0 : random.nextInt(raw.length - length);
    from = form.aligned(from, source, changes, length, raw.length);
    Measure measure = changes ? Names.change(random) : Names.measure(random);
    double scale = scale(raw, from, length, measure);
    NumberStyle style = style(raw, from, length, scale, measure);
    double[] values = printed(raw, from, from + length, scale, style);
    double[] future =
        printed(raw, from + length, Math.min(raw.length, from + length + FUTURE), scale, style);
    List<Period> periods = periods(source, from + (changes ? 1 : 0), length);
    Period.Style periodStyle = Period.Style.values()[random.nextInt(4)];
    Optional<Partial> partial =
        partial(form, changes, future, style, periods.get(length - 1).plus(1), periodStyle);
    Label tone = tone(values, frequency.season(), changes);
    String company = Names.company(random);
    Commentary commentary = new Commentary(random, company, measure, style);
    List<List<Judged>> paragraphs = commentary.write(periods, values, tone, partial, changes);
    return new Content(
        source.id(),
        company,
        Names.title(random, periods.get(length - 1)),
        measure,
        style,
        periodStyle,
        periods,
        values,
        form.hasParts() ? parts(values, style) : List.of(),
        second(form, values, style),
        partial,
        future,
        tone,
        paragraphs);
  }

  private static double[] differences(double[] values) {
    double[] result = new double[values.length - 1];
    Arrays.setAll(result, i -> values[i + 1] - values[i]);
    return result;
  }

  /** A power of ten that brings the figures to a size that its unit would have on a page. */
  private double scale(double[] raw, int from, int length, Measure measure) {
    double largest = Arrays.stream(raw, from, from + length).map(Math::abs).max().orElse(1);
    double wanted = measure.whole() ? 3.2 + 2 * random.nextDouble() : 1.4 + 3 * random.nextDouble();
    return Math.pow(10, Math.round(wanted - Math.log10(largest)));
  }

  private NumberStyle style(double[] raw, int from, int length, double scale, Measure measure) {
    double typical =
        Arrays.stream(raw, from, from + length)
                .map(Math::abs)
                .sorted()
                .skip(length / 2)
                .findFirst()
                .orElse(1)
            * scale;
    int enough = typical >= 300 ? 0 : typical >= 30 ? 1 : 2;
    int decimals = measure.whole() ? 0 : Math.min(2, enough + random.nextInt(2));
    String currency = random.nextInt(4) == 0 ? measure.currency() : "";
    return new NumberStyle(decimals, random.nextInt(5) > 0, currency, random.nextInt(2) == 0);
  }

  private static double[] printed(double[] raw, int from, int to, double scale, NumberStyle style) {
    return Arrays.stream(raw, from, to).map(value -> style.rounded(value * scale)).toArray();
  }

  /** Years are moved to recent ones; quarters and months stay where they were. */
  private List<Period> periods(SourceSeries source, int from, int length) {
    Frequency frequency = source.frequency();
    Period first = new Period(frequency, 2000, source.firstPart()).plus(from);
    int last = 2006 + random.nextInt(19);
    Period moved =
        new Period(frequency, first.year() + last - first.plus(length - 1).year(), first.part());
    List<Period> periods = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      periods.add(moved.plus(i));
    }
    return periods;
  }

  private Optional<Partial> partial(
      TableForm form,
      boolean changes,
      double[] future,
      NumberStyle style,
      Period period,
      Period.Style periodStyle) {
    if (!form.mayBePartial() || changes || future.length == 0 || random.nextInt(4) > 0) {
      return Optional.empty();
    }
    double share = 0.25 + 0.4 * random.nextDouble();
    String label = period.label(periodStyle);
    String marked = random.nextBoolean() ? label + " YTD" : label + " (YTD)";
    return Optional.of(new Partial(marked, style.rounded(future[0] * share)));
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
