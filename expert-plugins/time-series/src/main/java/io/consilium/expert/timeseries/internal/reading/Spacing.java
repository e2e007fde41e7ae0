package io.consilium.expert.timeseries.internal.reading;

import io.consilium.expert.timeseries.internal.period.Period;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far apart dated values really stand: month ends a quarter apart are quarters, and so on.
 *
 * @param kind the length of the periods; null if they can only be numbered
 * @param step how many units of the given periods lie between two neighbours
 */
record Spacing(Kind kind, long step) {

  /** The spacing of sorted, distinct periods of one kind. */
  static Spacing of(List<Period> sorted) {
    Kind kind = sorted.get(0).kind();
    long[] gaps =
        IntStream.range(1, sorted.size())
            .mapToLong(i -> sorted.get(i).index() - sorted.get(i - 1).index())
            .sorted()
            .toArray();
    long typical = gaps.length == 0 ? 1 : gaps[(gaps.length - 1) / 2];
    return switch (kind) {
      case DAY -> days(sorted, typical);
      case MONTH -> months(typical);
      case QUARTER -> typical == 4 ? new Spacing(Kind.YEAR, 1) : plain(kind, typical);
      case HALF -> typical == 2 ? new Spacing(Kind.YEAR, 1) : new Spacing(null, typical);
      default -> plain(kind, typical);
    };
  }

  private static Spacing plain(Kind kind, long typical) {
    return typical == 1 ? new Spacing(kind, 1) : new Spacing(null, typical);
  }

  private static Spacing months(long typical) {
    if (typical == 3) {
      return new Spacing(Kind.QUARTER, 1);
    }
    return typical == 12 ? new Spacing(Kind.YEAR, 1) : plain(Kind.MONTH, typical);
  }

  private static Spacing days(List<Period> sorted, long typical) {
    if (typical == 1) {
      boolean weekdays =
          sorted.size() > 5
              && sorted.stream()
                  .allMatch(p -> LocalDate.ofEpochDay(p.index()).getDayOfWeek().getValue() <= 5);
      return weekdays ? new Spacing(null, 0) : new Spacing(Kind.DAY, 1);
    }
    if (typical == 7) {
      return new Spacing(Kind.WEEK, 1);
    }
    if (typical >= 28 && typical <= 31) {
      return new Spacing(Kind.MONTH, 1);
    }
    if (typical >= 89 && typical <= 92) {
      return new Spacing(Kind.QUARTER, 1);
    }
    return typical >= 364 && typical <= 371
        ? new Spacing(Kind.YEAR, 1)
        : new Spacing(null, typical);
  }

  /** A period in the length that was found; empty if they can only be numbered. */
  Optional<Period> place(Period period) {
    if (kind == null) {
      return Optional.empty();
    }
    if (kind == period.kind()) {
      return Optional.of(period);
    }
    LocalDate day = day(period);
    return Optional.of(
        switch (kind) {
          case YEAR -> Period.of(Kind.YEAR, day.getYear(), 0);
          case QUARTER -> Period.of(Kind.QUARTER, day.getYear(), (day.getMonthValue() + 2) / 3);
          case MONTH -> Period.of(Kind.MONTH, day.getYear(), day.getMonthValue());
          case WEEK -> new Period(Kind.WEEK, Math.floorDiv(day.toEpochDay() + 3, 7));
          default -> period;
        });
  }

  private static LocalDate day(Period period) {
    return switch (period.kind()) {
      case DAY -> LocalDate.ofEpochDay(period.index());
      case MONTH -> month(period.index());
      case QUARTER -> month(period.index() * 3 + 2);
      case HALF -> month(period.index() * 6 + 5);
      default -> LocalDate.EPOCH;
    };
  }

  private static LocalDate month(long index) {
    return LocalDate.of((int) Math.floorDiv(index, 12L), Math.floorMod(index, 12) + 1, 1);
  }
}
