package io.consilium.api.verifier;

import java.util.List;

/** What a verifier says of a claim. */
public sealed interface Verdict {

  /** The evidence, most telling first. */
  List<Finding> findings();

  /**
   * The claim holds.
   *
   * @param score how well, 0 to 1
   * @param threshold the score from which on it is accepted
   */
  record Accepted(double score, double threshold, List<Finding> findings) implements Verdict {
    public Accepted {
      findings = List.copyOf(findings);
    }
  }

  /** The claim does not hold. */
  record Rejected(double score, double threshold, List<Finding> findings) implements Verdict {
    public Rejected {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("A rejection names at least one finding.");
      }
    }
  }

  /** There is not enough to tell, such as a table without totals. */
  record Undecided(List<Finding> findings) implements Verdict {
    public Undecided {
      findings = List.copyOf(findings);
    }
  }

  /**
   * The verifier itself failed; says nothing of the claim. Made by the host for a thrown exception
   * or a timeout.
   */
  record Broke(List<Finding> findings) implements Verdict {
    public Broke {
      findings = List.copyOf(findings);
    }
  }
}
