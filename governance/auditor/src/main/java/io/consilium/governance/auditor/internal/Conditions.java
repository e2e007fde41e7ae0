package io.consilium.governance.auditor.internal;

import io.consilium.api.halting.Condition;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Tells the conditions that a halting decision looked at. Pure. */
final class Conditions {

  private Conditions() {}

  /** Those that held, or those that did not; empty if there are none. */
  static String of(List<Condition> conditions, boolean held) {
    return conditions.stream()
        .filter(condition -> condition.held() == held)
        .map(Conditions::text)
        .collect(Collectors.joining(", "));
  }

  /** The host's own conditions have known units; those of a policy are numbers and bounds. */
  private static String text(Condition c) {
    String measured =
        switch (c.reason()) {
          case CANCELLED, ERROR, NO_PLAN, RECOVERED -> "";
          case DEADLINE -> " (" + millis(c.value()) + " of " + millis(c.bound()) + ")";
          case BUDGET -> " (" + Words.number(c.value()) + " of " + Words.number(c.bound()) + ")";
          case STEP_CAP ->
              " (cycle " + Words.number(c.value()) + " of " + Words.number(c.bound()) + ")";
          case CYCLE -> " (been there " + Words.count(Math.round(c.value()), "time") + ")";
          default -> " (" + Words.pair(c.value(), " against ", c.bound()) + ")";
        };
    return c.reason() + measured;
  }

  private static String millis(double millis) {
    return Words.duration(Duration.ofMillis(Math.round(millis)));
  }
}
