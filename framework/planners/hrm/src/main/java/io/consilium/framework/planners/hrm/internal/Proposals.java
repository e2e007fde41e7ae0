package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.host.Facts;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Result;

/** What a segment says of itself, as facts beside its record: cheap to read where it is weighed. */
final class Proposals {
  static final String HALT = "halt";
  static final String PROCEED = "proceed";
  static final String CHANGE = "change";
  static final String FLOPS = "flops";

  /** Share of its mixtures' weights that one token meets. */
  static final String ACTIVE = "active";

  private Proposals() {}

  static Facts facts(Network.Step step) {
    return Facts.of(HALT, step.halt())
        .with(PROCEED, step.proceed().orElse(0.0))
        .with(CHANGE, step.change())
        .with(FLOPS, step.flops())
        .with(ACTIVE, step.active());
  }

  /**
   * The logits of halting and of going on. A network with one logit says how likely it is right, so
   * that even odds, a logit of 0, stand for going on.
   */
  static HaltEstimate estimate(Result result) {
    return new HaltEstimate(number(result, HALT, 0), number(result, PROCEED, 0));
  }

  static double change(Result result) {
    return number(result, CHANGE, Double.MAX_VALUE);
  }

  private static double number(Result result, String name, double otherwise) {
    return result.facts().values().get(name) instanceof Double value ? value : otherwise;
  }
}
