package io.consilium.framework.training.inspect;

import java.util.Locale;

/**
 * A share with its 95 % interval (Wilson, 1927).
 *
 * @param hits of them
 * @param of how many there are
 */
public record Wilson(long hits, long of) {
  private static final double Z = 1.959963984540054;

  /** The share, 0 to 1. */
  public double share() {
    return of == 0 ? Double.NaN : (double) hits / of;
  }

  /** The lower end of the interval. */
  public double low() {
    return Math.max(0, middle() - half());
  }

  /** The upper end of the interval. */
  public double high() {
    return Math.min(1, middle() + half());
  }

  private double middle() {
    return (share() + Z * Z / (2.0 * of)) / (1 + Z * Z / of);
  }

  private double half() {
    double spread = share() * (1 - share()) / of + Z * Z / (4.0 * of * of);
    return Z * Math.sqrt(spread) / (1 + Z * Z / of);
  }

  /** Such as {@code 12.5 % (7.1-20.9)}. */
  @Override
  public String toString() {
    return of == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%.1f %% (%.1f-%.1f)", 100 * share(), 100 * low(), 100 * high());
  }
}
