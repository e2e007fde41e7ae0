package io.consilium.api.task;

/**
 * Why a loop stopped. It stands beside {@link Answer}, which carries it; policies weigh it in
 * {@code io.consilium.api.halting}.
 */
public enum HaltReason {
  /** Every required check accepted what is there, and nothing is left to do. */
  VERIFIED,
  /** Confidence passed the threshold although not everything could be checked. */
  CONFIDENT,
  /** Plan and results equal the previous cycle's: another cycle would change nothing. */
  CONVERGED,
  /** The bound on H-cycles was reached. */
  STEP_CAP,
  /** The bound on time was reached. */
  DEADLINE,
  /** The bound on expert calls or cost was reached. */
  BUDGET,
  /** The loop returned to a state it had left before. */
  CYCLE,
  /** No method of the planner applies. */
  NO_PLAN,
  /** A required subgoal found nobody able. */
  NO_EXPERT,
  /** A required check rejects the result, and no revision is left to try. */
  REJECTED,
  /** A policy rule forbade it. */
  POLICY,
  /** A person ended it. */
  HUMAN,
  /** The caller cancelled it. */
  CANCELLED,
  /** The host failed. */
  ERROR,
  /** Closed at restart, after a crash. */
  RECOVERED
}
