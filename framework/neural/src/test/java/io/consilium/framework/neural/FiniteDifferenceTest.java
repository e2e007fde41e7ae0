package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Each layer's gradient is the slope of its output: against central differences of sum(output *
 * weights), taken in random directions so that float32 is exact enough.
 */
class FiniteDifferenceTest {

  private static final double SLOPE = 3e-3;
  private static final float STEP = 1e-2f;
  private static final int BATCH = 2;
  private static final int POSITIONS = 5;

  private final Random random = new Random(3);
  private final Parameters parameters = new Parameters(11);

  @Test
  void swiGlu() {
    SwiGlu layer = SwiGlu.create(parameters, "mlp.", 8, 4);
    check((x, run) -> layer.forward(x, run.scratch(), true), 8);
  }

  @Test
  void attentionWithAndWithoutPositions() {
    check(new Attention(parameters, "turned.", 8, 2, Rotary.of(POSITIONS, 4, 10000)), 8);
    check(new Attention(parameters, "still.", 8, 2, null), 8);
  }

  @Test
  void postNorm() {
    SwiGlu layer = SwiGlu.create(parameters, "mlp.", 8, 4);
    check(new PostNorm((x, run) -> layer.forward(x, run.scratch(), true), 1e-5), 8);
  }

  @Test
  void tokenMixing() {
    SwiGlu layer = SwiGlu.create(parameters, "mlp_t.", POSITIONS, 4);
    Layer inner = new PostNorm((x, run) -> layer.forward(x, run.scratch(), true), 1e-5);
    check(new TokenMixing(inner), 8);
  }

  @Test
  void wholeLevel() {
    SwiGlu first = SwiGlu.create(parameters, "first.", 8, 4);
    Layer attention = new Attention(parameters, "attn.", 8, 2, Rotary.of(POSITIONS, 4, 10000));
    List<Layer> layers =
        List.of(
            new PostNorm(attention, 1e-5),
            new PostNorm((x, run) -> first.forward(x, run.scratch(), true), 1e-5));
    Level level = new Level("L_level", layers);
    check((x, run) -> level.forward(run, x), 8);
  }

  @Test
  void losses() {
    double[] x = {-1.5, 0.3, 2.0, -0.1};
    for (CrossEntropy kind : CrossEntropy.values()) {
      double[] gradient = new double[4];
      kind.of(x, 1, gradient);
      for (int v = 0; v < 4; v++) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[v] += 1e-6;
        down[v] -= 1e-6;
        double[] unused = new double[4];
        double slope = (kind.of(up, 1, unused) - kind.of(down, 1, unused)) / 2e-6;
        assertThat(gradient[v]).isCloseTo(slope, Offset.offset(1e-8));
      }
    }
  }

  private void check(Layer layer, int width) {
    INDArray x = draw(BATCH * POSITIONS * width, width);
    INDArray weights = draw(BATCH * POSITIONS * width, width);
    try (Scratch scratch = new Scratch()) {
      Run run = new Run(scratch, BATCH, POSITIONS, true, () -> false, Observer.NONE);
      parameters.clearGradients();
      INDArray back = layer.forward(x, run).backward(weights).dup('c');
      compare("input", Buffers.of(x), Buffers.of(back), layer, x, weights, run);
      for (Parameter parameter : parameters.trained()) {
        compare(
            parameter.name(), parameter.values(), parameter.gradients(), layer, x, weights, run);
      }
    }
  }

  /** The slope along a random direction of the numbers against gradient . direction. */
  private void compare(
      String name,
      FloatBuffer numbers,
      FloatBuffer gradient,
      Layer layer,
      INDArray x,
      INDArray weights,
      Run run) {
    float[] old = new float[numbers.limit()];
    numbers.get(0, old);
    double length = 0;
    for (int at = 0; at < old.length; at++) {
      length += (double) gradient.get(at) * gradient.get(at);
    }
    for (int trial = 0; trial < 4; trial++) {
      double expected = 0;
      double[] sums = new double[2];
      float[] direction = new float[old.length];
      double norm = 0;
      for (int at = 0; at < old.length; at++) {
        // Mostly along the gradient, or the slope would drown in rounding.
        direction[at] =
            (float) (gradient.get(at) / Math.max(1e-9, Math.sqrt(length / old.length)))
                + (float) random.nextGaussian();
        norm += direction[at] * direction[at];
      }
      float unit = (float) (1 / Math.sqrt(norm));
      for (int at = 0; at < old.length; at++) {
        expected += gradient.get(at) * direction[at] * unit;
      }
      for (int side = 0; side < 2; side++) {
        for (int at = 0; at < old.length; at++) {
          numbers.put(at, old[at] + (side == 0 ? STEP : -STEP) * unit * direction[at]);
        }
        run.scratch().reset();
        sums[side] = weighted(layer.forward(x, run).output(), weights);
      }
      numbers.put(0, old);
      double slope = (sums[0] - sums[1]) / (2 * STEP);
      assertThat(slope)
          .as(name)
          .isCloseTo(expected, Offset.offset(SLOPE * Math.max(0.1, Math.sqrt(length))));
    }
  }

  private static double weighted(INDArray output, INDArray weights) {
    float[] y = Buffers.array(output);
    float[] w = Buffers.array(weights);
    double sum = 0;
    for (int at = 0; at < y.length; at++) {
      sum += (double) y[at] * w[at];
    }
    return sum;
  }

  private INDArray draw(int count, int width) {
    float[] numbers = new float[count];
    for (int at = 0; at < count; at++) {
      numbers[at] = (float) random.nextGaussian();
    }
    return Golden.array(numbers, width);
  }
}
