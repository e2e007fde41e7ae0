package io.consilium.framework.engine.internal;

import io.consilium.api.routing.Candidate;
import java.util.HashMap;
import java.util.Map;

/**
 * The part that a guest plays among the versions of a plugin.
 *
 * @param share of a canary's tasks, 0 to 1; 1 for a primary, 0 for those who get none
 */
record Part(As as, double share) {
  /** What a version is used for. */
  enum As {
    /** It gets the tasks that no canary gets. */
    PRIMARY,
    /** It gets a share of the tasks. */
    CANARY,
    /** It is asked beside the primary, and what it gives never used. */
    SHADOW,
    /** It gets nothing new. */
    RETIRED
  }

  /** The name of the part of a score that says that a canary was drawn, and for which share. */
  static final String CANARY = "canary";

  static final Part PRIMARY = new Part(As.PRIMARY, 1);
  static final Part SHADOW = new Part(As.SHADOW, 0);
  static final Part RETIRED = new Part(As.RETIRED, 0);

  /** A canary; whatever is no share counts as none. */
  static Part canary(double share) {
    return new Part(As.CANARY, share >= 0 && share <= 1 ? share : 0);
  }

  /** A candidate that says of itself that it was drawn, if so. */
  Candidate tell(Candidate candidate) {
    return as == As.CANARY ? told(candidate, share) : candidate;
  }

  /** A candidate that says that it was drawn for a share of the tasks. */
  static Candidate told(Candidate candidate, double share) {
    Map<String, Double> parts = new HashMap<>(candidate.parts());
    parts.put(CANARY, share);
    return new Candidate(
        candidate.expert(),
        candidate.bundle(),
        parts,
        candidate.score(),
        candidate.veto(),
        candidate.detail(),
        candidate.load(),
        candidate.cost(),
        candidate.effect());
  }
}
