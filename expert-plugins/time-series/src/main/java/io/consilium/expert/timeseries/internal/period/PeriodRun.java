package io.consilium.expert.timeseries.internal.period;

import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A row or column in which most labels follow one another, so that what one of them should say is
 * known, and a misread one can be told from another period. Stateless.
 *
 * @param kind of its periods
 * @param step 1 if the newest is last, -1 if it is first
 * @param origin the period index that place 0 would have
 */
record PeriodRun(Kind kind, int step, long origin) {
  private static final int FEWEST = 3;
  private static final double MOSTLY = 0.6;
  private static final double CLOSE = 0.8;
  private static final double CLOSE_BETWEEN = 1.5;

  /** The labels with the misread ones mended; unchanged where there is no run. */
  static List<Optional<PeriodLabel>> mended(
      List<String> printed, List<Optional<PeriodLabel>> parsed) {
    return of(parsed).map(run -> run.mend(printed, parsed)).orElse(parsed);
  }

  /** What most labels agree on; empty if too few do. */
  private static Optional<PeriodRun> of(List<Optional<PeriodLabel>> parsed) {
    Map<PeriodRun, Integer> votes = new HashMap<>();
    for (int i = 0; i < parsed.size(); i++) {
      Period period = parsed.get(i).flatMap(PeriodLabel::period).orElse(null);
      if (period != null && isPlain(period.kind())) {
        votes.merge(new PeriodRun(period.kind(), 1, period.index() - i), 1, Integer::sum);
        votes.merge(new PeriodRun(period.kind(), -1, period.index() + i), 1, Integer::sum);
      }
    }
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .filter(run -> run.holds(parsed));
  }

  private static boolean isPlain(Kind kind) {
    return kind == Kind.YEAR || kind == Kind.QUARTER || kind == Kind.MONTH;
  }

  private boolean holds(List<Optional<PeriodLabel>> parsed) {
    int[] agreeing = IntStream.range(0, parsed.size()).filter(i -> fits(parsed, i)).toArray();
    int count = agreeing.length;
    return count >= FEWEST && count >= MOSTLY * (agreeing[count - 1] - agreeing[0] + 1);
  }

  private boolean fits(List<Optional<PeriodLabel>> parsed, int i) {
    return parsed.get(i).flatMap(PeriodLabel::period).filter(at(i)::equals).isPresent();
  }

  private Period at(int place) {
    return new Period(kind, origin + (long) step * place);
  }

  private List<Optional<PeriodLabel>> mend(
      List<String> printed, List<Optional<PeriodLabel>> parsed) {
    List<Optional<PeriodLabel>> all = new ArrayList<>(parsed);
    IntPredicate fits = i -> i >= 0 && i < parsed.size() && fits(parsed, i);
    for (int i = 0; i < parsed.size(); i++) {
      boolean between = fits.test(i - 1) && fits.test(i + 1);
      boolean beside = fits.test(i - 1) || fits.test(i + 1);
      if (!fits.test(i) && beside && means(printed.get(i), at(i), between)) {
        all.set(i, Optional.of(label(printed.get(i), at(i))));
      }
    }
    return all;
  }

  /** A label between two that fit may be farther off than one at the end, or be lost. */
  private static boolean means(String printed, Period period, boolean between) {
    String core = LabelForms.bare(LabelText.of(printed).core());
    if (core.isEmpty()) {
      return between && printed.isBlank();
    }
    double limit = between ? CLOSE_BETWEEN : CLOSE;
    return LabelForms.of(period).stream()
        .anyMatch(form -> Likeness.distance(core, form) <= limit && core.length() >= 3);
  }

  private static PeriodLabel label(String printed, Period period) {
    int parts = period.kind() == Kind.YEAR ? 1 : period.kind().parts();
    int year = (int) Math.floorDiv(period.index(), (long) parts);
    OptionalInt part =
        parts == 1
            ? OptionalInt.empty()
            : OptionalInt.of((int) Math.floorMod(period.index(), (long) parts) + 1);
    String text = printed.isBlank() ? period.text() : printed.strip();
    return new PeriodLabel(
        text, period.kind(), year, part.orElse(0), LabelText.of(printed).marks());
  }
}
