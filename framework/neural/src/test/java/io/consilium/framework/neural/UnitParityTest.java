package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each layer gives the references' numbers, forward and back, to 1e-5. */
class UnitParityTest {

  private static final double CLOSE = 1e-5;
  private static final Golden LAYERS = Golden.of("unit_layers");

  @Test
  void rotaryTablesAreTheReferences() {
    Rotary small = Rotary.of(17, 16, 10000);
    LAYERS.equal("rotary.cos", small.cos(), CLOSE);
    LAYERS.equal("rotary.sin", small.sin(), CLOSE);
    Rotary large = Rotary.of(97, 64, 10000);
    LAYERS.equal("rotary64.cos", large.cos(), CLOSE);
    LAYERS.equal("rotary64.sin", large.sin(), CLOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "k"})
  void headsTurnAsInTheReferences(String which) {
    INDArray heads = Golden.array(LAYERS.floats("rotary." + which), 32); // [2 * 17, 2 * 16]
    Kernels.best().rotate(heads, Rotary.of(17, 16, 10000), 17, 2, 1);
    LAYERS.equal("rotary." + which + "_embed", heads, CLOSE);
    Kernels.best().rotate(heads, Rotary.of(17, 16, 10000), 17, 2, -1);
    LAYERS.equal("rotary." + which, heads, CLOSE);
  }

  @Test
  void rmsNormIsTheReferences() {
    normalized("rms_norm.in", "rms_norm.out");
    normalized("rms_norm_small.in", "rms_norm_small.out");
    try (Scratch scratch = new Scratch()) {
      Layer nothing = (x, run) -> Pass.of(scratch.zeros(x.shape()), g -> scratch.zeros(x.shape()));
      INDArray in = LAYERS.rows("rms_norm.in");
      Pass pass = new PostNorm(nothing, 1e-5).forward(in, run(scratch, 3, 5));
      LAYERS.equal("rms_norm.out", pass.output(), CLOSE);
      INDArray back = pass.backward(LAYERS.rows("rms_norm.grad_out"));
      LAYERS.equal("rms_norm.grad_in", back, CLOSE);
    }
  }

  private static void normalized(String in, String out) {
    try (Scratch scratch = new Scratch()) {
      INDArray x = LAYERS.rows(in);
      INDArray y = scratch.take(x.shape());
      INDArray zero = scratch.zeros(x.shape());
      Kernels.best().addAndNormalize(x, zero, y, scratch.take(x.size(0)), 1e-5f);
      LAYERS.equal(out, y, CLOSE);
    }
  }

  @Test
  void swiGluIsTheReferences() {
    Parameters parameters = new Parameters(1);
    SwiGlu layer = SwiGlu.create(parameters, "", 32, 4);
    check(LAYERS, "swiglu.", parameters, (x, run) -> layer.forward(x, run.scratch(), true), 17);
  }

  @Test
  void innerWidthsAreTheReferences() {
    float[] expansions = LAYERS.floats("swiglu_inter.expansion");
    int[] widths = LAYERS.ints("swiglu_inter.hidden");
    for (int at = 0; at < widths.length; at++) {
      assertThat(SwiGlu.innerWidth(widths[at], expansions[at]))
          .isEqualTo(LAYERS.ints("swiglu_inter.inter")[at]);
    }
  }

  @Test
  void attentionIsTheReferences() {
    Parameters turned = new Parameters(1);
    Layer rotary = new Attention(turned, "", 32, 2, Rotary.of(17, 16, 10000));
    check(LAYERS, "attention_rope.", turned, rotary, 17);
    Parameters still = new Parameters(1);
    check(LAYERS, "attention_nopos.", still, new Attention(still, "", 32, 2, null), 17);
  }

  @Test
  void attentionBlockIsTheReferences() {
    Golden golden = Golden.of("unit_block");
    check(golden, "block.", Golden.config("hrm_nopuz"), 17, false);
  }

  @Test
  void tokenMixingBlockIsTheReferences() {
    Golden golden = Golden.of("unit_trm_mlp_block");
    check(golden, "mlp_t_block.", Golden.config("trm_mlp"), 7, true);
  }

  private static void check(
      Golden golden, String prefix, JsonNode json, int positions, boolean mixing) {
    ((ObjectNode) json).put("seq_len", positions);
    ((ObjectNode) json).put("puzzle_emb_ndim", 0);
    NetworkConfig config = mixing ? Configs.trm(json) : Configs.hrm(json);
    Parameters parameters = new Parameters(1);
    Level level =
        new Blocks(config, parameters, FeedForward.Factory.swiGlu(4)).level("L", 1, mixing);
    check(golden, prefix, parameters, (x, run) -> level.forward(run, x), positions);
  }

  private static void check(
      Golden golden, String prefix, Parameters parameters, Layer layer, int positions) {
    Map<String, FloatBuffer> weights = new LinkedHashMap<>();
    Map<String, FloatBuffer> stored = golden.buffers(prefix + "weight.");
    for (Parameter parameter : parameters.all()) {
      weights.put(parameter.name(), stored.get(shortName(parameter)));
    }
    parameters.load(weights);
    try (Scratch scratch = new Scratch();
        parameters) {
      INDArray x = golden.rows(prefix + "in");
      Pass pass = layer.forward(x, run(scratch, (int) x.size(0) / positions, positions));
      golden.equal(prefix + "out", pass.output(), CLOSE);
      INDArray back = pass.backward(golden.rows(prefix + "grad_out"));
      golden.equal(prefix + "grad_in", back, CLOSE);
      for (Parameter parameter : parameters.trained()) {
        golden.equal(prefix + "grad." + shortName(parameter), parameter.gradient(), CLOSE);
      }
    }
  }

  private static String shortName(Parameter parameter) {
    return parameter.name().replace("model.inner.L.layers.0.", "");
  }

  private static Run run(Scratch scratch, int batch, int positions) {
    return new Run(scratch, batch, positions, true, () -> false, Observer.NONE);
  }

  @Test
  void crossEntropiesAreTheReferences() {
    Golden golden = Golden.of("unit_losses");
    check(golden, CrossEntropy.STABLEMAX, "stablemax_ce");
    check(golden, CrossEntropy.SOFTMAX, "softmax_ce");
    float[] x = golden.floats("s.x");
    float[] y = new float[x.length];
    for (int at = 0; at < x.length; at++) {
      y[at] = (float) CrossEntropy.s(x[at]);
    }
    golden.equal("s.y", y, CLOSE);
  }

  private static void check(Golden golden, CrossEntropy kind, String name) {
    int[] labels = golden.ints("labels");
    float[] logits = golden.floats("logits");
    float[] losses = new float[labels.length];
    float[] gradients = new float[logits.length];
    for (int at = 0; at < labels.length; at++) {
      double[] x = new double[11];
      double[] gradient = new double[11];
      for (int v = 0; v < 11; v++) {
        x[v] = logits[at * 11 + v];
      }
      if (labels[at] != Batch.IGNORED) {
        losses[at] = (float) kind.of(x, labels[at], gradient);
        for (int v = 0; v < 11; v++) {
          gradients[at * 11 + v] = (float) gradient[v];
        }
      }
    }
    golden.equal(name, losses, CLOSE);
    golden.equal(name + ".grad_logits", gradients, CLOSE);
  }

  @Test
  void stablemaxProbabilitiesAreTheReferences() {
    Golden golden = Golden.of("unit_losses");
    float[] logits = golden.floats("logits");
    float[] logs = new float[logits.length];
    for (int row = 0; row < logits.length; row += 11) {
      double[] x = new double[11];
      for (int v = 0; v < 11; v++) {
        x[v] = logits[row + v];
      }
      for (int v = 0; v < 11; v++) {
        logs[row + v] = (float) -CrossEntropy.STABLEMAX.of(x, v, new double[11]);
      }
    }
    golden.equal("log_stablemax", logs, CLOSE);
  }

  @Test
  void binaryCrossEntropyIsTheReferences() {
    Golden golden = Golden.of("unit_losses");
    float[] x = golden.floats("bce.logits");
    float[] targets = golden.floats("bce.targets");
    float[] losses = new float[x.length];
    float[] slopes = new float[x.length];
    for (int at = 0; at < x.length; at++) {
      losses[at] = (float) LossHead.binary(x[at], targets[at]);
      slopes[at] = (float) LossHead.binarySlope(x[at], targets[at]);
    }
    golden.equal("bce.loss", losses, CLOSE);
    golden.equal("bce.grad", slopes, CLOSE);
  }

  @Test
  void inverseErrorFunctionIsTheReferences() {
    Golden golden = Golden.of("unit_trunc_normal");
    float[] u = golden.floats("erfinv.u");
    float[] y = new float[u.length];
    for (int at = 0; at < u.length; at++) {
      y[at] = (float) (TruncatedNormal.quantile(u[at] / 2) / Math.sqrt(2));
    }
    golden.equal("erfinv.y", y, CLOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "0.125"})
  void initialWeightsAreDistributedAsInTheReferences(String std) {
    Golden golden = Golden.of("unit_trunc_normal");
    FloatBuffer drawn = FloatBuffer.allocate(1_000_000);
    TruncatedNormal.fill(drawn, Double.parseDouble(std), new SplittableRandom(7));
    double[] sorted = new double[drawn.limit()];
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (int at = 0; at < sorted.length; at++) {
      double x = drawn.get(at);
      sorted[at] = x;
      sum += x;
      squares += x * x;
      fourths += x * x * x * x;
    }
    Arrays.sort(sorted);
    int n = sorted.length;
    float[] moments = {
      (float) (sum / n),
      (float) Math.sqrt(squares / n),
      (float) Math.max(-sorted[0], sorted[n - 1]),
      (float) (fourths / n / (squares / n * squares / n))
    };
    golden.equal("std" + std + ".big_mean_std_absmax_kurtosis", moments, 5e-3);
    List<Double> shares = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
    float[] quantiles = new float[shares.size()];
    for (int at = 0; at < quantiles.length; at++) {
      quantiles[at] = (float) sorted[(int) (shares.get(at) * n)];
    }
    golden.equal("std" + std + ".big_quantiles_05_25_50_75_95", quantiles, 5e-3);
  }
}
