package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A series of numbers, regular in time.
 *
 * @param name what is measured
 * @param unit or empty
 * @param frequency how far apart its periods are
 * @param observations in time order
 * @param excluded periods that were seen and left out, such as a partial last one, with the reason
 */
public record Series(
    String name,
    String unit,
    Frequency frequency,
    List<Observation> observations,
    List<Excluded> excluded) {

  /** How far apart periods are. */
  public enum Frequency {
    YEARLY(1),
    QUARTERLY(4),
    MONTHLY(12),
    WEEKLY(52),
    DAILY(7),
    HOURLY(24),
    /** Periods are numbered and have no calendar. */
    OTHER(1);

    private final int season;

    Frequency(int season) {
      this.season = season;
    }

    /** Periods in one season; 1 if there is none. */
    public int season() {
      return season;
    }
  }

  /**
   * One value.
   *
   * @param period {@code 2024}, {@code 2024-Q3}, {@code 2024-03}, {@code 2024-W05}, {@code
   *     2024-03-31}, {@code 2024-03-31T07}, or a count from 1
   */
  public record Observation(String period, double value) {
    public Observation {
      Objects.requireNonNull(period, "period");
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("The value of " + period + " is not finite.");
      }
    }
  }

  /**
   * One value left out.
   *
   * @param label as printed
   * @param value null if none could be read
   * @param reason for a person
   */
  public record Excluded(String label, Double value, String reason) {
    public Excluded {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(reason, "reason");
    }
  }

  public Series {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(frequency, "frequency");
    observations = List.copyOf(observations);
    excluded = List.copyOf(excluded);
  }

  /** The values alone. */
  public double[] values() {
    return observations.stream().mapToDouble(Observation::value).toArray();
  }
}
