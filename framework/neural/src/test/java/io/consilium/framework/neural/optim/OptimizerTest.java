package io.consilium.framework.neural.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  /** More than one piece of direct memory, and not a multiple of it. */
  private static final int SIZE = 10_007;

  static List<Supplier<Optimizer>> optimizers() {
    return List.of(
        () -> new AdamW(SIZE, 0.9, 0.95, 1e-8, 0.1), () -> new AdamATan2(SIZE, 0.9, 0.95, 0.1));
  }

  @Test
  void adamWStepsAsTheFormulaInDoublePrecision() {
    float[] weights = random(SIZE, 1);
    double[] exact = new double[SIZE];
    double[] m = new double[SIZE];
    double[] v = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      exact[i] = weights[i];
    }
    AdamW optimizer = new AdamW(SIZE, 0.9, 0.95, 1e-8, 0.1);
    for (int step = 1; step <= 5; step++) {
      float[] gradient = random(SIZE, 100 + step);
      optimizer.step(FloatBuffer.wrap(weights), FloatBuffer.wrap(gradient), 1e-3);
      for (int i = 0; i < SIZE; i++) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        v[i] = 0.95 * v[i] + 0.05 * gradient[i] * gradient[i];
        double root = Math.sqrt(v[i] / (1 - Math.pow(0.95, step)));
        exact[i] -= 1e-3 * 0.1 * exact[i];
        exact[i] -= 1e-3 * m[i] / (1 - Math.pow(0.9, step)) / (root + 1e-8);
      }
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) weights[i]).isCloseTo(exact[i], within(2e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void directMemoryAndArraysGiveTheSameNumbers(Supplier<Optimizer> kind) {
    FloatBuffer heap = FloatBuffer.wrap(random(SIZE, 1));
    FloatBuffer direct = direct(random(SIZE + 2, 9));
    direct.position(1).limit(SIZE + 1);
    direct.put(1, heap, 0, SIZE);
    float before = direct.get(0);
    Optimizer first = kind.get();
    Optimizer second = kind.get();
    for (int step = 0; step < 3; step++) {
      float[] gradient = random(SIZE, 50 + step);
      first.step(heap, FloatBuffer.wrap(gradient), 1e-3);
      second.step(direct, direct(gradient), 1e-3);
    }
    assertThat(direct).isEqualTo(heap);
    assertThat(direct.position()).isEqualTo(1);
    assertThat(direct.get(0)).as("a number before the position").isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnFromASavedStateBitForBit(Supplier<Optimizer> kind) {
    float[] whole = random(SIZE, 1);
    float[] resumed = whole.clone();
    Optimizer first = kind.get();
    Optimizer second = kind.get();
    for (int step = 0; step < 4; step++) {
      first.step(FloatBuffer.wrap(whole), FloatBuffer.wrap(random(SIZE, step)), 1e-3);
    }
    for (int step = 0; step < 4; step++) {
      if (step == 2) {
        Optimizer next = kind.get();
        next.restore(second.steps(), second.state());
        second = next;
      }
      second.step(FloatBuffer.wrap(resumed), FloatBuffer.wrap(random(SIZE, step)), 1e-3);
    }
    assertThat(resumed).isEqualTo(whole);
    assertThat(second.steps()).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void refusesAGradientOfAnotherLengthBeforeItChangesAnything(Supplier<Optimizer> kind) {
    Optimizer optimizer = kind.get();
    float[] weights = random(SIZE, 1);
    assertThatThrownBy(
            () ->
                optimizer.step(
                    FloatBuffer.wrap(weights), FloatBuffer.wrap(new float[SIZE - 1]), 1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradient has (10006) numbers where (10007)");
    assertThat(weights).isEqualTo(random(SIZE, 1));
    assertThat(optimizer.steps()).isZero();
  }

  @Test
  void refusesTheStateOfAnotherTensor() {
    Optimizer optimizer = new AdamW(3, 0.9, 0.95, 1e-8, 0);
    assertThatThrownBy(() -> optimizer.restore(1, new AdamW(4, 0.9, 0.95, 1e-8, 0).state()))
        .hasMessageContaining("(4 numbers) for \"exp_avg\" where (3)");
  }

  @Test
  void arcTangentIsThatOfTheLibrary() {
    for (float y : new float[] {0, 1e-30f, -1e-8f, 1e-3f, -0.5f, 0.999f, 1, -1.001f, 7, 1e6f}) {
      for (float x : new float[] {0, 1e-30f, 1e-8f, 1e-3f, 0.5f, 1, 3, 1e6f}) {
        double exact = Math.atan2(y, x);
        assertThat((double) AdamATan2.arcTangent(y, x))
            .as("atan2(%s, %s)", y, x)
            .isCloseTo(exact, within(2e-7 * Math.abs(exact)));
      }
    }
    assertThat(AdamATan2.arcTangent(Float.NaN, 1)).isNaN();
  }

  @Test
  void rowsThatTheBatchDoesNotNameStayAsTheyAre() {
    float[] weights = {1, 2, 3, 4, 5, 6};
    SignSgd optimizer = new SignSgd(3, 2, 0.5);
    optimizer.step(
        FloatBuffer.wrap(weights),
        new int[] {1, 1},
        FloatBuffer.wrap(new float[] {2, 0, -2, 1}),
        1);
    assertThat(weights).containsExactly(1, 2, 1.5f, 1, 5, 6);
  }

  @Test
  void refusesAPuzzleThatTheEmbeddingDoesNotHave() {
    assertThatThrownBy(
            () ->
                new SignSgd(3, 1, 0)
                    .step(FloatBuffer.allocate(3), new int[] {3}, FloatBuffer.allocate(1), 1))
        .hasMessageContaining("identifier (3) is no row of an embedding of (3)");
  }

  @Test
  void rateStaysAtItsLowestAfterTheLastStep() {
    LearningRate rate = new LearningRate(1, 0, 100, 0.25);
    assertThat(rate.at(0)).isEqualTo(1);
    assertThat(rate.at(1_000)).isEqualTo(0.25);
    assertThat(LearningRate.constant(0.3).at(123)).isEqualTo(0.3);
  }

  @Test
  void longGradientIsShortenedAndAShortOneIsNot() {
    FloatBuffer a = FloatBuffer.wrap(new float[] {3, 0});
    FloatBuffer b = direct(new float[] {0, 4});
    assertThat(GradientNorm.clip(List.of(a, b), 10)).isEqualTo(5);
    assertThat(a.get(0)).isEqualTo(3);
    assertThat(GradientNorm.clip(List.of(a, b), 1)).isEqualTo(5);
    assertThat(GradientNorm.of(List.of(a, b))).isCloseTo(1, within(1e-6));
  }

  @Test
  void gradientThatIsNotFiniteIsReportedAndLeftAlone() {
    FloatBuffer gradient = FloatBuffer.wrap(new float[] {Float.NaN, 4});
    assertThat(GradientNorm.clip(List.of(gradient), 1)).isNaN();
    assertThat(gradient.get(1)).isEqualTo(4);
  }

  @Test
  void averageMustBeginSomewhere() {
    assertThatThrownBy(() -> new Ema(1, 0.9).update(FloatBuffer.allocate(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void averageOfUnchangingWeightsIsThem() {
    Ema ema = new Ema(SIZE, 0.999);
    FloatBuffer weights = direct(random(SIZE, 3));
    ema.start(weights);
    ema.update(weights);
    FloatBuffer copy = direct(new float[SIZE]);
    ema.copyTo(copy);
    for (int i = 0; i < SIZE; i++) {
      assertThat(copy.get(i)).isCloseTo(weights.get(i), within(1e-6f));
    }
  }

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static FloatBuffer direct(float[] values) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder()).asFloatBuffer();
    return buffer.put(0, values);
  }
}
