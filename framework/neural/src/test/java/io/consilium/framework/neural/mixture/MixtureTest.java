package io.consilium.framework.neural.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.consilium.framework.neural.FeedForward;
import io.consilium.framework.neural.Parameter;
import io.consilium.framework.neural.Parameters;
import io.consilium.framework.neural.Pass;
import io.consilium.framework.neural.Scratch;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MixtureTest {
  private static final int WIDTH = 8;
  private static final int EXPERTS = 4;
  private static final int TOKENS = 23;
  private static final String PREFIX = "model.inner.L_level.layers.1.mlp.";
  private static final double NO_LIMIT = 0;

  private final Parameters parameters = new Parameters(7);
  private final Scratch scratch = new Scratch();
  private MixtureFactory factory;

  @AfterEach
  void freeMemory() {
    parameters.close();
    scratch.close();
  }

  @ParameterizedTest
  @EnumSource(Gating.class)
  void equalsADenseReferenceComputedTokenByToken(Gating gating) {
    FeedForward mixture = mixture(gating, NO_LIMIT, new Balance.None());
    float[] x = random(TOKENS * WIDTH, 1);
    float[] y = Rows.read(mixture.forward(array(x), scratch, true).output());
    assertClose(y, new Case(gating, x, TOKENS).outputs(), 1e-5);
  }

  @ParameterizedTest
  @CsvSource({
    "SWITCH, 1.0, 0",
    "SWITCH, 1000, 0",
    "MIXTRAL, 1.0, 0",
    "MIXTRAL, 1000, 0",
    "STRAIGHT_THROUGH, 1.0, 0",
    "SWITCH, 0.5, 0.7",
    "MIXTRAL, 1.0, 0.7",
    "STRAIGHT_THROUGH, 1000, 0.7"
  })
  void gradientsAreThoseOfFiniteDifferences(Gating gating, double capacity, double auxiliary) {
    Balance balance = auxiliary > 0 ? new Balance.AuxiliaryLoss(auxiliary) : new Balance.None();
    FeedForward mixture = mixture(gating, capacity, balance);
    float[] x = random(TOKENS * WIDTH, 2);
    float[] upstream = random(TOKENS * WIDTH, 3);
    parameters.clearGradients();
    Pass pass = mixture.forward(array(x), scratch, true);
    float[] gx = Rows.read(pass.backward(array(upstream)));
    int room = (int) Math.min(TOKENS, Math.ceil(TOKENS * gating.chosen() * capacity / EXPERTS));
    Case reference = new Case(gating, x, room);
    assertClose(Rows.read(pass.output()), reference.outputs(), 1e-5);

    assertSlopes(gx, reference, reference.x, upstream, auxiliary);
    for (Parameter parameter : parameters.trained()) {
      double[] weight = reference.model.weights.get(local(parameter));
      float[] gradient = Rows.read(parameter.gradient());
      assertSlopes(gradient, reference, weight, upstream, auxiliary);
    }
  }

  @ParameterizedTest
  @EnumSource(Gating.class)
  void sameInputGivesTheSameBits(Gating gating) {
    FeedForward mixture = mixture(gating, 1, new Balance.AuxiliaryLoss(0.1));
    float[] first = everything(mixture);
    scratch.reset();
    assertThat(everything(mixture)).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Gating.class)
  void atInferenceATokenDoesNotDependOnTheOthers(Gating gating) {
    FeedForward mixture = mixture(gating, 0.25, new Balance.None());
    float[] x = random(TOKENS * WIDTH, 4);
    float[] together = Rows.read(mixture.forward(array(x), scratch, false).output());
    assertThat(factory.takeSummaries().get(0).dropped()).isZero();
    for (int t = 0; t < TOKENS; t++) {
      float[] token = Arrays.copyOfRange(x, t * WIDTH, (t + 1) * WIDTH);
      float[] alone = Rows.read(mixture.forward(array(token), scratch, false).output());
      assertThat(alone)
          .containsExactly(Arrays.copyOfRange(together, t * WIDTH, (t + 1) * WIDTH), within(1e-5f));
    }
  }

  @Test
  void tokensThatAFullExpertRefusesGiveNothing() {
    FeedForward mixture = mixture(Gating.SWITCH, 0.5, new Balance.None());
    float[] x = new float[TOKENS * WIDTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % WIDTH - 3;
    }
    float[] y = Rows.read(mixture.forward(array(x), scratch, true).output());
    int room = 3; // ceil(23 / 4 * 0.5) of one expert, which all of the equal tokens choose
    assertThat(Arrays.copyOfRange(y, 0, room * WIDTH)).doesNotContain(0f);
    assertThat(Arrays.copyOfRange(y, room * WIDTH, y.length)).containsOnly(0f);
    RoutingSummary summary = factory.takeSummaries().get(0);
    assertThat(summary.tokens()).isEqualTo(TOKENS);
    assertThat(summary.dropped()).isEqualTo(20.0 / 23);
    assertThat(summary.refused()).isEqualTo(20.0 / 23);
    assertThat(summary.load()).containsExactlyInAnyOrder(3.0 / 23, 0.0, 0.0, 0.0);
    assertThat(summary.gini()).isEqualTo(0.75);
    assertThat(summary.entropy()).isZero();
  }

  @Test
  void firstChoicesGoBeforeSecondOnes() {
    Assignment assignment = Assignment.of(new int[] {0, 1, 1, 0, 0, 2}, 2, 3, 2);
    assertThat(assignment.wanted(0)).isEqualTo(3);
    assertThat(assignment.size(0)).isEqualTo(2);
    assertThat(assignment.choice(0, 0)).isEqualTo(0);
    assertThat(assignment.choice(0, 1)).isEqualTo(4);
    assertThat(assignment.dropped()).isZero();
    assertThat(Assignment.of(new int[] {0, 1, 0, 1}, 2, 2, 1).dropped()).isEqualTo(1);
  }

  @Test
  void biasEvensTheLoadAndLeavesTheWeightsOfOutputsAlone() {
    FeedForward mixture = mixture(Gating.SWITCH, NO_LIMIT, new Balance.Bias(0.01));
    skewRouter();
    float[] x = random(400 * WIDTH, 5);
    RoutingSummary before = route(mixture, x);
    factory.balance();
    for (int step = 0; step < 200; step++) {
      route(mixture, x);
      factory.balance();
    }
    RoutingSummary after = route(mixture, x);
    assertThat(before.gini()).isGreaterThan(0.4);
    assertThat(after.gini()).isLessThan(0.05);
    assertThat(after.entropy()).isGreaterThan(0.99).isGreaterThan(before.entropy());
    float[] y = Rows.read(mixture.forward(array(x), scratch, false).output());
    assertClose(y, new Case(Gating.SWITCH, x, 400).outputs(), 1e-5);
  }

  @Test
  void withoutABiasBalanceChangesNothing() {
    FeedForward mixture = mixture(Gating.SWITCH, NO_LIMIT, new Balance.None());
    float[] x = random(TOKENS * WIDTH, 5);
    RoutingSummary before = route(mixture, x);
    factory.balance();
    assertThat(route(mixture, x)).isEqualTo(before);
  }

  @Test
  void auxiliaryLossEvensTheLoad() {
    FeedForward mixture = mixture(Gating.SWITCH, NO_LIMIT, new Balance.AuxiliaryLoss(1));
    skewRouter();
    float[] x = random(400 * WIDTH, 5);
    float[] nothing = new float[x.length];
    double before = route(mixture, x).gini();
    Parameter router = parameters.get(PREFIX + "router.weight");
    for (int step = 0; step < 100; step++) {
      scratch.reset();
      parameters.clearGradients();
      mixture.forward(array(x), scratch, true).backward(array(nothing));
      FloatBuffer weight = router.values();
      for (int i = 0; i < weight.limit(); i++) {
        weight.put(i, weight.get(i) - 0.9f * router.gradients().get(i));
      }
      factory.takeSummaries();
    }
    assertThat(route(mixture, x).gini()).isLessThan(before / 4);
  }

  @Test
  void saysWhereItStandsAndHowMuchOfItIsActive() {
    mixture(Gating.MIXTRAL, NO_LIMIT, new Balance.Bias(0.001));
    long expert = 3L * 256 * WIDTH;
    long router = EXPERTS * WIDTH + EXPERTS;
    assertThat(factory.activeShare()).isEqualTo((router + 2.0 * expert) / (router + 4.0 * expert));
    RoutingSummary none = factory.takeSummaries().get(0);
    assertThat(none.block()).isEqualTo("L_level.layers.1");
    assertThat(none.tokens()).isZero();
    assertThat(none.load()).containsExactly(0.0, 0.0, 0.0, 0.0);
    assertThat(none.dropped() + none.refused() + none.entropy() + none.gini()).isZero();
    assertThat(parameters.all())
        .extracting(Parameter::name)
        .contains(PREFIX + "router.weight", PREFIX + "experts.3.down_proj.weight");
  }

  @Test
  void scratchKeepsFewShapesHoweverTheLoadVaries() {
    FeedForward mixture = mixture(Gating.SWITCH, NO_LIMIT, new Balance.None());
    for (int seed = 0; seed < 60; seed++) {
      scratch.reset();
      Pass pass = mixture.forward(array(random(64 * WIDTH, seed)), scratch, true);
      pass.backward(pass.output());
    }
    long dense = 64L * (2 * 256 + 256) * 2 * 4;
    assertThat(scratch.bytes()).isLessThan(16 * dense);
  }

  @Test
  void refusesWhatIsNoMixture() {
    assertThatThrownBy(() -> new MixtureConfig(1, Gating.SWITCH, 4, 1, new Balance.None()))
        .hasMessageContaining("(1) experts");
    assertThatThrownBy(() -> new MixtureConfig(4, Gating.SWITCH, 4, -1, new Balance.None()))
        .hasMessageContaining("capacity factor (-1.0)");
    assertThatThrownBy(() -> new MixtureConfig(4, Gating.SWITCH, 0, 1, new Balance.None()))
        .hasMessageContaining("expansion (0.0)");
    assertThatThrownBy(() -> new Balance.Bias(Double.NaN)).hasMessageContaining("(NaN)");
  }

  @ParameterizedTest
  @MethodSource("configs")
  void configurationGoesThroughJson(MixtureConfig config) {
    assertThat(MixtureConfig.read(config.write())).isEqualTo(config);
  }

  static List<MixtureConfig> configs() {
    return List.of(
        new MixtureConfig(4, Gating.STRAIGHT_THROUGH, 4, 1.25, new Balance.Bias(0.001)),
        new MixtureConfig(8, Gating.MIXTRAL, 2.5, 0, new Balance.AuxiliaryLoss(0.01)),
        new MixtureConfig(2, Gating.SWITCH, 1, 2, new Balance.None()));
  }

  @Test
  void jsonSaysWhichSettingIsWrong() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    assertThatThrownBy(() -> MixtureConfig.read(mapper.readTree("{\"experts\":0}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A mixture of (0) experts is none. Maybe 4.");
    String misspelt = "{\"experts\":4,\"expansion\":4,\"gate\":\"switch\"}";
    assertThatThrownBy(() -> MixtureConfig.read(mapper.readTree(misspelt)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gate");
    assertThatThrownBy(() -> MixtureConfig.read(mapper.readTree("7")))
        .hasMessageContaining("(7) is no JSON object");
    assertThat(
            MixtureConfig.read(new MixtureConfig(4, null, 4, 0, null).write()).write().toString())
        .isEqualTo(
            "{\"experts\":4,\"gating\":\"switch\",\"expansion\":4.0,\"capacity_factor\":0.0,"
                + "\"balance\":{\"kind\":\"none\"}}");
  }

  /** The reference with the same weights, the choices it would make, and what is then taken. */
  private final class Case {
    final Reference model;
    final double[] x;
    private final int tokens;
    private final int[][] chosen;
    private final boolean[][] taken;
    private final double[][] frozen;
    private final double[] share = new double[EXPERTS];

    Case(Gating gating, float[] input, int room) {
      model = new Reference(WIDTH, EXPERTS, gating);
      for (Parameter parameter : parameters.all()) {
        model.weights.put(local(parameter), doubles(Rows.read(parameter.value())));
      }
      x = doubles(input);
      tokens = x.length / WIDTH;
      chosen = new int[tokens][gating.chosen()];
      taken = new boolean[tokens][gating.chosen()];
      frozen = new double[tokens][];
      double[] bias = model.weights.getOrDefault("router.bias", new double[EXPERTS]);
      for (int t = 0; t < tokens; t++) {
        frozen[t] = model.probabilities(token(t));
        double[] score = frozen[t].clone();
        for (int e = 0; e < EXPERTS; e++) {
          score[e] += bias[e];
        }
        Integer[] order = {0, 1, 2, 3};
        Arrays.sort(order, (a, b) -> Double.compare(score[b], score[a]));
        for (int k = 0; k < gating.chosen(); k++) {
          chosen[t][k] = order[k];
          share[order[k]] += 1.0 / (tokens * gating.chosen());
        }
      }
      int[] used = new int[EXPERTS];
      for (int k = 0; k < gating.chosen(); k++) {
        for (int t = 0; t < tokens; t++) {
          taken[t][k] = used[chosen[t][k]]++ < room;
        }
      }
    }

    double[] outputs() {
      double[] y = new double[x.length];
      for (int t = 0; t < tokens; t++) {
        System.arraycopy(
            model.output(token(t), chosen[t], taken[t], frozen[t]), 0, y, t * WIDTH, WIDTH);
      }
      return y;
    }

    /**
     * d (upstream . y + auxiliary loss) / d a number, by central differences with fixed choices.
     */
    double slope(double[] numbers, int at, float[] upstream, double auxiliary) {
      double step = 1e-5;
      double kept = numbers[at];
      numbers[at] = kept + step;
      double above = loss(upstream, auxiliary);
      numbers[at] = kept - step;
      double below = loss(upstream, auxiliary);
      numbers[at] = kept;
      return (above - below) / (2 * step);
    }

    private double loss(float[] upstream, double auxiliary) {
      double[] y = outputs();
      double loss = 0;
      for (int i = 0; i < y.length; i++) {
        loss += upstream[i] * y[i];
      }
      for (int t = 0; t < tokens && auxiliary > 0; t++) {
        double[] p = model.probabilities(token(t));
        for (int e = 0; e < EXPERTS; e++) {
          loss += auxiliary * EXPERTS * share[e] * p[e] / tokens;
        }
      }
      return loss;
    }

    private double[] token(int t) {
      return Arrays.copyOfRange(x, t * WIDTH, (t + 1) * WIDTH);
    }
  }

  private FeedForward mixture(Gating gating, double capacityFactor, Balance balance) {
    factory = new MixtureFactory(new MixtureConfig(EXPERTS, gating, 4, capacityFactor, balance));
    return factory.create(parameters, PREFIX, WIDTH);
  }

  private RoutingSummary route(FeedForward mixture, float[] x) {
    scratch.reset();
    mixture.forward(array(x), scratch, true);
    return factory.takeSummaries().get(0);
  }

  private float[] everything(FeedForward mixture) {
    parameters.clearGradients();
    Pass pass = mixture.forward(array(random(TOKENS * WIDTH, 2)), scratch, true);
    INDArray back = pass.backward(array(random(TOKENS * WIDTH, 3)));
    INDArray router = parameters.get(PREFIX + "router.weight").gradient();
    List<float[]> parts = List.of(Rows.read(pass.output()), Rows.read(back), Rows.read(router));
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Makes the first expert everybody's favourite: all tokens share a direction that it likes. */
  private void skewRouter() {
    FloatBuffer weight = parameters.get(PREFIX + "router.weight").values();
    for (int e = 0; e < EXPERTS; e++) {
      for (int i = 0; i < WIDTH; i++) {
        weight.put(e * WIDTH + i, e == 0 ? 0.2f : weight.get(e * WIDTH + i));
      }
    }
  }

  private static String local(Parameter parameter) {
    return parameter.name().substring(PREFIX.length());
  }

  /** Around a mean that is not 0, as a layer's input is. */
  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.5 + random.nextGaussian());
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static INDArray array(float[] values) {
    INDArray array =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {values.length / WIDTH, WIDTH}, 'c');
    Rows.write(values, array);
    return array;
  }

  /** Of each array every number, or a sample where there are many; to a share of the largest. */
  private static void assertSlopes(
      float[] gradient, Case reference, double[] numbers, float[] upstream, double auxiliary) {
    double largest = Arrays.stream(doubles(gradient)).map(Math::abs).max().orElse(0);
    assertThat(largest).isPositive();
    int stride = Math.max(1, numbers.length / 17);
    for (int at = 0; at < numbers.length; at += stride) {
      assertThat((double) gradient[at])
          .as("gradient at %d of %d", at, numbers.length)
          .isCloseTo(reference.slope(numbers, at, upstream, auxiliary), within(2e-4 * largest));
    }
  }

  /** To a share of the largest value. */
  private static void assertClose(float[] actual, double[] expected, double tolerance) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(largest).isPositive();
    assertThat(doubles(actual)).containsExactly(expected, within(tolerance * largest));
  }
}
