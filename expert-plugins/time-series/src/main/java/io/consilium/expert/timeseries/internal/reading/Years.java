package io.consilium.expert.timeseries.internal.reading;

import io.consilium.expert.timeseries.internal.period.Period;
import io.consilium.expert.timeseries.internal.period.PeriodLabel;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a year to labels that leave theirs to a neighbour. */
final class Years {
  private Years() {}

  /** True if the labels that have a year run in one direction. */
  static boolean ordered(List<PeriodLabel> labels) {
    List<Long> at = labels.stream().flatMap(l -> l.period().stream()).map(Period::index).toList();
    boolean up = true;
    boolean down = true;
    for (int i = 1; i < at.size(); i++) {
      up &= at.get(i) > at.get(i - 1);
      down &= at.get(i) < at.get(i - 1);
    }
    return up || down;
  }

  /**
   * Years stand before or above groups of parts, at the first, the middle or each one of them.
   *
   * @return the parts with their years, where one could be found
   */
  static List<Optional<PeriodLabel>> spread(
      List<Optional<PeriodLabel>> years, List<Optional<PeriodLabel>> parts) {
    List<Integer> named = new ArrayList<>();
    for (Optional<PeriodLabel> year : years) {
      year.filter(y -> y.kind() == Kind.YEAR && y.year() != null)
          .map(PeriodLabel::year)
          .ifPresent(named::add);
    }
    List<Integer> block = blocks(parts);
    boolean onePerBlock = !block.isEmpty() && block.get(block.size() - 1) + 1 == named.size();
    List<Optional<PeriodLabel>> all = new ArrayList<>();
    Integer current = null;
    for (int i = 0; i < parts.size(); i++) {
      current = years.get(i).map(PeriodLabel::year).orElse(current);
      Integer year = onePerBlock ? Integer.valueOf(named.get(block.get(i))) : current;
      all.add(parts.get(i).map(part -> part.year() == null ? named(part, year) : part));
    }
    return all;
  }

  private static PeriodLabel named(PeriodLabel part, Integer year) {
    String text = year == null ? part.text() : part.text() + " " + year;
    return new PeriodLabel(text, part.kind(), year, part.part(), part.marks());
  }

  /** For each label the number of times that the parts began anew before it. */
  private static List<Integer> blocks(List<Optional<PeriodLabel>> parts) {
    List<Integer> block = new ArrayList<>();
    int count = 0;
    int last = 0;
    for (Optional<PeriodLabel> part : parts) {
      int now = part.map(PeriodLabel::part).orElse(0);
      if (now > 0) {
        count += now <= last ? 1 : 0;
        last = now;
      }
      block.add(count);
    }
    return block;
  }

  /**
   * Carries years along a sequence such as {@code Nov 2019, Dec, Jan, Feb} or {@code 2019, Q1, Q2}:
   * parts that begin anew begin a new year.
   */
  static List<PeriodLabel> carried(List<PeriodLabel> labels, Kind kind) {
    int step = descending(labels, kind) ? -1 : 1;
    List<PeriodLabel> all = new ArrayList<>(labels);
    walk(all, kind, 0, 1, step);
    int first = firstKnown(all, kind);
    if (first > 0) {
      walk(all, kind, first, -1, -step);
    }
    return all;
  }

  private static void walk(List<PeriodLabel> all, Kind kind, int from, int by, int step) {
    Integer year = null;
    int last = 0;
    for (int i = from; i >= 0 && i < all.size(); i += by) {
      PeriodLabel label = all.get(i);
      if (label == null) {
        continue;
      }
      if (label.year() != null) {
        year = label.year();
        last = label.kind() == kind ? label.part() : 0;
      } else if (label.kind() == kind && year != null) {
        boolean anew = last != 0 && (step > 0 ? label.part() <= last : label.part() >= last);
        year += anew ? step : 0;
        last = label.part();
        all.set(i, label.inYear(year));
      }
    }
  }

  private static int firstKnown(List<PeriodLabel> labels, Kind kind) {
    for (int i = 0; i < labels.size(); i++) {
      PeriodLabel label = labels.get(i);
      if (label != null && label.kind() == kind && label.year() != null) {
        return i;
      }
    }
    return -1;
  }

  private static boolean descending(List<PeriodLabel> labels, Kind kind) {
    int falls = 0;
    Integer last = null;
    for (PeriodLabel label : labels) {
      if (label != null && label.kind() == kind) {
        falls += last == null ? 0 : Integer.signum(last - label.part());
        last = label.part();
      }
    }
    return falls > 0;
  }
}
