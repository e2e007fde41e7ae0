package io.consilium.expert.timeseries.internal.forecasting;

import java.util.Arrays;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.MultivariateFunctionMappingAdapter;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Finds the least value of a function within a box (Nelder and Mead 1965); deterministic. */
final class Minimiser {
  private static final int EVALUATIONS_PER_DIMENSION = 100;
  private static final double STEP = 0.5;

  /** What is to be made small. */
  interface Objective {
    double at(double[] point);
  }

  private Minimiser() {}

  /**
   * The best point found.
   *
   * @param start strictly inside the bounds
   */
  static double[] minimise(Objective f, double[] start, double[] lower, double[] upper) {
    double[] best = start.clone();
    double[] least = {f.at(start)};
    MultivariateFunctionMappingAdapter mapped =
        new MultivariateFunctionMappingAdapter(
            point -> {
              double value = f.at(point);
              if (value < least[0]) {
                least[0] = value;
                System.arraycopy(point, 0, best, 0, best.length);
              }
              return Double.isFinite(value) ? value : Double.MAX_VALUE;
            },
            lower,
            upper);
    double[] steps = new double[start.length];
    Arrays.fill(steps, STEP);
    try {
      new SimplexOptimizer(1e-6, 1e-10)
          .optimize(
              new MaxEval(EVALUATIONS_PER_DIMENSION * start.length),
              new ObjectiveFunction(mapped),
              GoalType.MINIMIZE,
              new InitialGuess(mapped.boundedToUnbounded(start)),
              new NelderMeadSimplex(steps));
    } catch (MathIllegalStateException spent) {
      return best;
    }
    return best;
  }
}
