package io.consilium.framework.engine.internal;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What bounds the calls of a guest, whatever it says of itself.
 *
 * @param grace how long a stopped guest may take to come back before it counts as lost
 * @param breaker when calls are kept away from it
 * @param output how much it may give back
 */
record Limits(Duration grace, Breaker breaker, Output output) {
  private static final String BREAKER = "consilium.plugins.breaker.";
  private static final String OUTPUT = "consilium.plugins.output.limit";
  private static final long MEBIBYTE = 1L << 20;

  static final Limits DEFAULT =
      new Limits(
          Duration.ofMillis(500),
          new Breaker(10, 20, Duration.ofSeconds(30), 3, 3, Duration.ofMinutes(10)),
          new Output(64 * MEBIBYTE));

  /**
   * When a circuit opens, and how it closes again.
   *
   * @param faults of the last {@code window} calls that open it
   * @param window calls that are looked at
   * @param delay how long it stays open; doubled by each opening that follows
   * @param probation calls that must go well, one after the other, before it closes
   * @param openings after so many the guest is quarantined
   * @param quarantine how long the first quarantine lasts; doubled by each opening that follows
   */
  record Breaker(
      int faults, int window, Duration delay, int probation, int openings, Duration quarantine) {}

  /**
   * How much one call may give back.
   *
   * @param bytes all outputs and facts together
   */
  record Output(long bytes) {
    /** Entries of one set of facts. */
    static final int MOST = 1_000;

    /** What fits into one array. */
    static final int MOST_MEBIBYTES = 2_047;

    /** Characters of a message for a person. */
    static final int MESSAGE = 64 * 1024;
  }

  Limits within(Duration otherGrace) {
    return new Limits(otherGrace, breaker, output);
  }

  Limits with(Breaker other) {
    return new Limits(grace, other, output);
  }

  Limits with(Output other) {
    return new Limits(grace, breaker, other);
  }

  /**
   * As set.
   *
   * @param properties gives null for what is not set
   */
  static Limits of(UnaryOperator<String> properties) {
    Breaker usual = DEFAULT.breaker();
    Breaker breaker =
        new Breaker(
            (int) number(properties, BREAKER + "faults", usual.faults(), 1),
            (int) number(properties, BREAKER + "window", usual.window(), 1),
            seconds(properties, BREAKER + "delay", usual.delay()),
            (int) number(properties, BREAKER + "probation", usual.probation(), 1),
            (int) number(properties, BREAKER + "openings", usual.openings(), 1),
            seconds(properties, BREAKER + "quarantine", usual.quarantine()));
    if (breaker.faults() > breaker.window()) {
      throw new IllegalArgumentException(
          "The setting "
              + BREAKER
              + "faults must be at most "
              + BREAKER
              + "window ("
              + breaker.faults()
              + " of "
              + breaker.window()
              + "). Maybe raise the window.");
    }
    long usualMebibytes = DEFAULT.output().bytes() / MEBIBYTE;
    double mebibytes = number(properties, OUTPUT, usualMebibytes, 0);
    if (mebibytes > Output.MOST_MEBIBYTES) {
      throw new IllegalArgumentException(
          "The setting "
              + OUTPUT
              + " must be at most "
              + Output.MOST_MEBIBYTES
              + " MiB, since outputs are held in memory ("
              + mebibytes
              + "). Maybe "
              + usualMebibytes
              + ".");
    }
    return new Limits(DEFAULT.grace(), breaker, new Output((long) (mebibytes * MEBIBYTE)));
  }

  private static Duration seconds(
      UnaryOperator<String> properties, String key, Duration otherwise) {
    return Duration.ofMillis((long) (1000 * number(properties, key, otherwise.toSeconds(), 0)));
  }

  private static double number(
      UnaryOperator<String> properties, String key, long otherwise, int least) {
    String value = properties.apply(key);
    if (value == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(value.strip());
      if (number >= least && number <= Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as is a number out of bounds.
    }
    throw new IllegalArgumentException(
        "The setting "
            + key
            + " must be a number from "
            + least
            + " to "
            + Integer.MAX_VALUE
            + " ("
            + value
            + "). Maybe "
            + otherwise
            + ".");
  }
}
