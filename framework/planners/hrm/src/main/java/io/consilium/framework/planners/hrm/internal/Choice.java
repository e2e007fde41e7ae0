package io.consilium.framework.planners.hrm.internal;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done next.
 *
 * @param segment the last segment planned; empty if the network is not asked
 * @param solve whether the exact solver is asked
 * @param cause why, in a word
 * @param considered what could have been done instead, the chosen one included
 */
record Choice(Optional<SegmentId> segment, boolean solve, String cause, List<String> considered) {
  static final String THINK_AGAIN = "think-again";
  static final String RESTART = "restart";
  static final String EXACT_SOLVER = "exact-solver";
}
