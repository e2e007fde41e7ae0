package io.consilium.expert.grid.internal;

import io.consilium.api.host.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.Settings;
import org.chocosolver.solver.Solver;
import org.chocosolver.solver.search.strategy.Search;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.criteria.Criterion;

/**
 * Searches a model for a solution and for another one, to the end or until the call is over. Equal
 * models are searched alike.
 */
final class ExactSearch {
  /** Time kept to hand over what was found. */
  private static final Duration MARGIN = Duration.ofMillis(100);

  /**
   * What the search came to.
   *
   * @param solutions up to two different assignments of the decision variables
   * @param ended true if two were found or there are no others; false if it was stopped
   * @param nodes of the search tree that were visited
   */
  record Found(List<int[]> solutions, boolean ended, long nodes) {}

  private ExactSearch() {}

  /** A model without the checks that are meant for those who write the library's propagators. */
  static Model model(String name) {
    return new Model(name, Settings.prod());
  }

  /** True once a call is cancelled, or its time is nearly up. */
  static Criterion endOf(CallContext context) {
    AtomicBoolean cancelled = new AtomicBoolean();
    context.onCancel(() -> cancelled.set(true));
    return () -> cancelled.get() || context.remaining().compareTo(MARGIN) <= 0;
  }

  /**
   * Searches for up to two solutions.
   *
   * @param decisions variables of which all others are a function
   * @param end asked at every node whether to stop
   */
  static Found upToTwo(Model model, IntVar[] decisions, Criterion end) {
    Solver solver = model.getSolver();
    if (decisions.length > 0) {
      solver.setSearch(Search.lastConflict(Search.domOverWDegSearch(decisions)));
    }
    solver.addStopCriterion(end);
    List<int[]> solutions = new ArrayList<>();
    boolean ended = true;
    while (solutions.size() < 2) {
      if (!solver.solve()) {
        ended = !solver.isStopCriterionMet();
        break;
      }
      solutions.add(Arrays.stream(decisions).mapToInt(IntVar::getValue).toArray());
    }
    return new Found(solutions, ended, solver.getNodeCount());
  }
}
