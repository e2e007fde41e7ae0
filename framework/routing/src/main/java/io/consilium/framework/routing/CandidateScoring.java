package io.consilium.framework.routing;

import io.consilium.api.ledger.Code;
import io.consilium.api.routing.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns installed experts into candidates: eligibility with a reason first, then a score. Pure and
 * thread-safe.
 *
 * <p>The score is the weighted sum of parts in 0..1: {@code fit} ({@value #FIT}), {@code success}
 * ({@value #SUCCESS}; mean of the posterior over accepted and rejected work), {@code cost} ({@value
 * #COST}; 1/(1+cost/10)) and {@code load} ({@value #LOAD}; 1/(1+load)).
 */
public final class CandidateScoring {
  /** Weight of how well the declared capability answers to the one asked for. */
  public static final double FIT = 0.5;

  /** Weight of the posterior success. */
  public static final double SUCCESS = 0.3;

  /** Weight of cheapness. */
  public static final double COST = 0.1;

  /** Weight of idleness. */
  public static final double LOAD = 0.1;

  /** From this load on an expert stands back, if somebody else has a free slot. */
  static final double BUSY_LOAD = 4;

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::eligible)
          .thenComparingDouble(Candidate::score)
          .reversed()
          .thenComparing(Candidate::expert);

  private CandidateScoring() {}

  /**
   * Everyone who declares anything near the capability, best score first, the vetoed at the end.
   */
  public static List<Candidate> score(Demand demand, List<Standing> standings, Learned learned) {
    List<Candidate> candidates = new ArrayList<>(standings.size());
    for (Standing standing : standings) {
      candidates.add(candidate(demand, standing, learned));
    }
    boolean free = candidates.stream().anyMatch(c -> c.eligible() && c.load() < 1);
    if (free) {
      candidates.replaceAll(CandidateScoring::standBack);
    }
    candidates.sort(BEST_FIRST);
    return candidates;
  }

  private static Candidate candidate(Demand demand, Standing standing, Learned learned) {
    Optional<Fit> fit = Fit.best(standing.descriptor(), demand.subgoal().capability());
    if (fit.isEmpty()) {
      return vetoed(standing, new Veto(Veto.CAPABILITY, "does not declare it"));
    }
    Optional<Veto> veto = Veto.of(demand, standing, fit.get().capability());
    if (veto.isPresent()) {
      return vetoed(standing, veto.get());
    }
    double success =
        learned.success(
            standing.descriptor().id(), standing.code().digest(), demand.subgoal().capability());
    double cost = 1 / (1 + standing.descriptor().cost() / 10);
    double load = 1 / (1 + standing.load());
    double score = FIT * fit.get().value() + SUCCESS * success + COST * cost + LOAD * load;
    return candidate(
        standing,
        Map.of("fit", fit.get().value(), "success", success, "cost", cost, "load", load),
        score,
        Optional.empty());
  }

  private static Candidate vetoed(Standing standing, Veto veto) {
    return candidate(standing, Map.of(), 0, Optional.of(veto));
  }

  private static Candidate candidate(
      Standing standing, Map<String, Double> parts, double score, Optional<Veto> veto) {
    Code code = standing.code();
    return new Candidate(
        standing.descriptor().id(),
        code.bundle() + "/" + code.version() + "/" + code.digest(),
        parts,
        score,
        veto.map(Veto::code),
        veto.map(Veto::detail).orElse(""),
        standing.load(),
        standing.descriptor().cost(),
        standing.descriptor().effect());
  }

  private static Candidate standBack(Candidate c) {
    return c.eligible() && c.load() >= BUSY_LOAD
        ? new Candidate(
            c.expert(),
            c.bundle(),
            c.parts(),
            0,
            Optional.of(Veto.BUSY),
            "calls wait (load " + c.load() + ") while another is free",
            c.load(),
            c.cost(),
            c.effect())
        : c;
  }
}
