package io.consilium.governance.auditor.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.task.HaltReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Tells the conditions that a halting decision looked at. The host's own have known units, and so
 * have those of its policy "evidence"; those of another policy are numbers and bounds. Pure.
 */
final class Conditions {
  private static final String EVIDENCE = "evidence";

  private Conditions() {}

  /** Those that held, or those that did not; empty if there are none. */
  static String of(Body.HaltDecided halt, boolean held) {
    Map<HaltReason, Integer> seen = new EnumMap<>(HaltReason.class);
    StringJoiner told = new StringJoiner(", ");
    for (Condition condition : halt.conditions()) {
      int before = seen.merge(condition.reason(), 1, Integer::sum) - 1;
      if (condition.held() == held) {
        String measured = measured(condition, before, halt.policy().equals(EVIDENCE));
        told.add(condition.reason() + (measured.isEmpty() ? "" : " (" + measured + ")"));
      }
    }
    return told.toString();
  }

  /**
   * What was measured.
   *
   * @param before how many conditions of the same reason were told
   */
  private static String measured(Condition c, int before, boolean evidence) {
    return switch (c.reason()) {
      case CANCELLED, ERROR, NO_PLAN, RECOVERED -> "";
      case DEADLINE -> millis(c.value()) + " of " + millis(c.bound());
      case BUDGET -> budget(c, before);
      case STEP_CAP -> "cycle " + Words.number(c.value()) + " of " + Words.number(c.bound());
      case CYCLE -> "been there " + count(c.value(), "time");
      default -> evidence ? evidence(c, before) : Words.pair(c.value(), " against ", c.bound());
    };
  }

  /** The host measures calls first, then cost. */
  private static String budget(Condition c, int before) {
    String of = Words.pair(c.value(), " of ", c.bound());
    boolean starved = c.held() && c.value() < c.bound();
    return (before == 0 ? of + " calls" : "cost " + of)
        + (starved ? "; a subgoal found too little left" : "");
  }

  private static String evidence(Condition c, int before) {
    return switch (c.reason()) {
      case VERIFIED ->
          c.bound() == 0
              ? "no required check"
              : Words.number(c.value()) + " of " + count(c.bound(), "required check") + " accepted";
      case REJECTED -> count(c.value(), "required check") + " rejected";
      case NO_EXPERT -> count(c.value(), "subgoal") + " found nobody";
      case CONFIDENT ->
          before == 0
              ? "confidence " + Words.pair(c.value(), ", needs ", c.bound())
              : "the planner rates halting " + Words.pair(c.value(), ", going on ", c.bound());
      case CONVERGED -> converged(c);
      default -> Words.pair(c.value(), " against ", c.bound());
    };
  }

  /** It holds if nothing changed, or if nothing is left to do. */
  private static String converged(Condition c) {
    String changed = count(c.value(), "result") + " changed";
    return c.held() && c.value() > 0 ? changed + ", but nothing is left to do" : changed;
  }

  private static String count(double count, String what) {
    return Words.count(Math.round(count), what);
  }

  private static String millis(double millis) {
    return Words.duration(Duration.ofMillis(Math.round(millis)));
  }
}
