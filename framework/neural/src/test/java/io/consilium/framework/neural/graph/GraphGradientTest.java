package io.consilium.framework.neural.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GraphGradientTest {
  private static final String CLUES = "1.....3.........4";
  private static final int[] SOLUTION = {1, 2, 4, 3, 4, 3, 1, 2, 3, 4, 2, 1, 2, 1, 3, 4};

  /** Central differences along a random direction of every parameter. */
  @Test
  void everyGradientAgreesWithFiniteDifferences() {
    int[] cells = new int[16];
    for (int i = 0; i < 16; i++) {
      cells[i] = CLUES.charAt(i) == '.' ? 0 : CLUES.charAt(i) - '0';
    }
    cells[6] = 0;
    ConstraintGraph graph = ConstraintGraph.sudoku(cells, 2, 2);
    GraphConfig config = new GraphConfig(32, 16, 32, 2, ConstraintGraph.SUDOKU);
    SplittableRandom random = new SplittableRandom(11);
    for (Kernels kernels : List.of(new PlainKernels(), new VectorKernels())) {
      GraphWeights weights = GraphWeights.random(config, new SplittableRandom(2));
      for (int i = 0; i <= 64; i++) {
        weights.values()[weights.halt + i] = (float) (0.2 * random.nextGaussian());
      }
      GraphTrainee trainee = new GraphTrainee(weights, kernels);
      float[] grad = new float[weights.values().length];
      loss(trainee, graph, weights, grad);
      weights
          .shapes()
          .forEach(
              (name, shape) -> {
                int start = weights.start(name);
                int size = java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
                float[] kept = weights.values().clone();
                float[] along = new float[size];
                double expected = 0;
                for (int i = 0; i < size; i++) {
                  along[i] = (float) (random.nextGaussian() / Math.sqrt(size));
                  expected += (double) grad[start + i] * along[i];
                }
                double[] losses = new double[2];
                double h = 4e-3;
                for (int side = 0; side < 2; side++) {
                  for (int i = 0; i < size; i++) {
                    weights.values()[start + i] =
                        (float) (kept[start + i] + (side == 0 ? h : -h) * along[i]);
                  }
                  losses[side] = loss(trainee, graph, weights, new float[grad.length]);
                }
                System.arraycopy(kept, 0, weights.values(), 0, kept.length);
                assertThat((losses[0] - losses[1]) / (2 * h))
                    .as("%s, %s", name, kernels.name())
                    .isCloseTo(expected, within(0.02 * Math.abs(expected) + 5e-3));
              });
    }
  }

  private static double loss(
      GraphTrainee trainee, ConstraintGraph graph, GraphWeights weights, float[] grad) {
    return trainee
        .segment(GraphCarry.start(graph, 32, 7L), SOLUTION, weights.transposed(), grad)
        .loss();
  }
}
