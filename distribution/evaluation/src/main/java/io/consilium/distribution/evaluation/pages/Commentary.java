package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Sentiment.Label;
import io.consilium.distribution.evaluation.pages.Content.Judged;
import io.consilium.distribution.evaluation.pages.Content.Measure;
import io.consilium.distribution.evaluation.pages.Content.Partial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Writes the text of a page: what the figures did, truly, and what it was like for the business.
 */
final class Commentary {
  private final Random random;
  private final String company;
  private final Measure measure;
  private final NumberStyle style;

  Commentary(Random random, String company, Measure measure, NumberStyle style) {
    this.random = random;
    this.company = company;
    this.measure = measure;
    this.style = style;
  }

  List<List<Judged>> write(
      List<Period> periods,
      double[] values,
      Label tone,
      Optional<Partial> partial,
      boolean change) {
    List<Judged> first = new ArrayList<>();
    first.add(figures(periods, values, tone, change));
    List<Judged> bank = new ArrayList<>(Statements.of(tone));
    Collections.shuffle(bank, random);
    first.addAll(bank.subList(0, 1 + random.nextInt(2)));
    List<Judged> second = new ArrayList<>(bank.subList(2, 4 + random.nextInt(2)));
    List<Judged> neutral = new ArrayList<>(Statements.of(Label.NEUTRAL));
    Collections.shuffle(neutral, random);
    neutral.removeAll(first);
    neutral.removeAll(second);
    second.add(neutral.get(0));
    partial.ifPresent(part -> second.add(toDate(part)));
    return List.of(named(first), named(second));
  }

  private List<Judged> named(List<Judged> sentences) {
    return sentences.stream()
        .map(
            sentence -> new Judged(sentence.text().replace("{company}", company), sentence.label()))
        .toList();
  }

  private Judged figures(List<Period> periods, double[] values, Label tone, boolean change) {
    int last = values.length - 1;
    String when = periods.get(last).words();
    String amount = style.bare(values[last]) + " " + measure.unit();
    if (change) {
      return new Judged(measure.name() + " came to " + amount + " in " + when + ".", Label.NEUTRAL);
    }
    int season = Math.min(periods.get(last).frequency().season(), values.length / 2);
    double percent = growth(values, season);
    String size = String.format(Locale.ROOT, "%.1f %%", Math.abs(percent));
    String span = span(season, periods.get(last).frequency().season());
    String sentence =
        switch (tone) {
          case POSITIVE -> "%s rose by %s against %s and reached %s in %s.";
          case NEGATIVE -> "%s fell by %s against %s and dropped to %s in %s.";
          case NEUTRAL -> "%1$s stood at %4$s in %5$s, little changed against %3$s.";
        };
    return new Judged(String.format(sentence, measure.name(), size, span, amount, when), tone);
  }

  private static String span(int periods, int season) {
    if (season == 1) {
      return "the year before";
    }
    return periods == season ? "the twelve months before" : "the " + periods + " periods before";
  }

  private static double growth(double[] values, int span) {
    double now = 0;
    double before = 0;
    for (int i = 0; i < span; i++) {
      now += values[values.length - 1 - i];
      before += values[values.length - 1 - span - i];
    }
    return 100 * (now - before) / before;
  }

  private static Judged toDate(Partial partial) {
    return new Judged(
        "The figure marked "
            + partial.label()
            + " covers the year to date only and cannot be compared with complete periods.",
        Label.NEUTRAL);
  }
}
