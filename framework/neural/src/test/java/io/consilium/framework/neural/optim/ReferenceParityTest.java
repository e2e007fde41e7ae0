package io.consilium.framework.neural.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers that the reference code computed; 1e-5 of a tensor's largest value. */
class ReferenceParityTest {

  @Test
  void adamATan2StepsAsTheReference() throws IOException {
    Map<String, Tensor> golden = golden("unit_adam_atan2");
    float[] weights = golden.get("param.0").floats();
    AdamATan2 optimizer = new AdamATan2(weights.length, 0.9, 0.95, 0.1);
    for (int n = 1; n <= 3; n++) {
      optimizer.step(
          FloatBuffer.wrap(weights), FloatBuffer.wrap(golden.get("grad." + n).floats()), 1e-2);
      assertClose(weights, golden.get("param." + n).floats());
      assertClose(optimizer.state().get("exp_avg"), golden.get("exp_avg." + n).floats());
      assertClose(optimizer.state().get("exp_avg_sq"), golden.get("exp_avg_sq." + n).floats());
    }
  }

  @Test
  void signDescentTouchesOnlyTheRowsOfTheBatchAndSumsDuplicates() throws IOException {
    Map<String, Tensor> golden = golden("unit_sparse_signsgd");
    float[] weights = golden.get("weights.0").floats();
    SignSgd optimizer = new SignSgd(5, 6, 0.1);
    for (int n = 1; n <= 2; n++) {
      optimizer.step(
          FloatBuffer.wrap(weights),
          golden.get("ids." + n).ints(),
          FloatBuffer.wrap(golden.get("local_grad." + n).floats()),
          1e-2);
      assertClose(weights, golden.get("weights." + n).floats());
    }
  }

  @Test
  void learningRateFollowsTheReference() throws IOException {
    Map<String, Tensor> golden = golden("unit_lr_schedule");
    int[] steps = golden.get("step").ints();
    for (double ratio : new double[] {0, 0.1, 1}) {
      LearningRate rate = new LearningRate(1e-2, 10, 100, ratio);
      float[] expected = golden.get("lr.min_ratio_" + ratio).floats();
      for (int i = 0; i < steps.length; i++) {
        assertThat(rate.at(steps[i])).isCloseTo(expected[i], within(1e-9));
      }
    }
  }

  @Test
  void averageFollowsTheReference() throws IOException {
    Map<String, Tensor> golden = golden("unit_ema");
    Ema ema = new Ema(12, 0.999);
    ema.start(FloatBuffer.wrap(golden.get("ema.param.0").floats()));
    for (int n = 1; n <= 3; n++) {
      ema.update(FloatBuffer.wrap(golden.get("ema.param." + n).floats()));
      assertClose(ema.state().get("shadow"), golden.get("ema.shadow." + n).floats());
    }
  }

  private static Map<String, Tensor> golden(String name) throws IOException {
    String resource = "/hrm_golden/" + name + ".safetensors";
    try (InputStream stream = ReferenceParityTest.class.getResourceAsStream(resource)) {
      return Safetensors.read(stream, resource).tensors();
    }
  }

  private static void assertClose(float[] actual, float[] expected) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(actual).containsExactly(expected, within(1e-5f * largest));
  }
}
