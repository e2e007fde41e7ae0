package io.consilium.framework.neural;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** fO: the scores of tokens at every position, and the two q values from position 0. */
final class OutputHeads {

  private final NetworkConfig config;
  private final Linear tokens; // D -> V
  private final Parameter qWeight; // [2, D]
  private final Parameter qBias; // [2]

  OutputHeads(Parameters parameters, NetworkConfig config) {
    this.config = config;
    int d = config.hiddenSize();
    this.tokens = Linear.create(parameters, "model.inner.lm_head", d, config.vocabSize());
    this.qWeight = parameters.constant("model.inner.q_head.weight", 0f, 2, d);
    // Far below 0: halting has to be learned first.
    this.qBias = parameters.constant("model.inner.q_head.bias", -5f, 2);
  }

  /** What z_H, [B * S, D], says. */
  Outputs forward(INDArray high, int size, Scratch scratch) {
    int vocabulary = config.vocabSize();
    INDArray scores = tokens.forward(high, scratch); // [B * S, V]
    int kept = config.seqLen() * vocabulary;
    int all = config.positions() * vocabulary;
    float[] logits = new float[size * kept]; // [B, T, V]
    float[][] q = new float[2][size];
    FloatBuffer from = Buffers.of(scores);
    for (int b = 0; b < size; b++) {
      from.get(b * all + all - kept, logits, b * kept, kept);
      for (int which = 0; which < 2; which++) {
        q[which][b] = q(high, b, which);
      }
    }
    return new Outputs(vocabulary, logits, q[0], q[1], new float[0]);
  }

  private float q(INDArray high, int sequence, int which) {
    int d = config.hiddenSize();
    FloatBuffer state = Buffers.of(high);
    FloatBuffer weight = qWeight.values();
    int start = sequence * config.positions() * d;
    double sum = qBias.values().get(which);
    for (int i = 0; i < d; i++) {
      sum += state.get(start + i) * weight.get(which * d + i);
    }
    return (float) sum;
  }

  /**
   * Adds to the heads' gradients.
   *
   * @param logits d loss / d logits, [B, T, V]
   * @param q d loss / d q_halt and d loss / d q_continue, [2][B]
   * @return d loss / d z_H, [B * S, D]
   */
  INDArray backward(INDArray high, float[] logits, float[][] q, Scratch scratch) {
    int vocabulary = config.vocabSize();
    int size = q[0].length;
    int kept = config.seqLen() * vocabulary;
    int all = config.positions() * vocabulary;
    INDArray gScores = scratch.zeros(high.size(0), vocabulary);
    for (int b = 0; b < size; b++) {
      Buffers.of(gScores).put(b * all + all - kept, logits, b * kept, kept);
    }
    INDArray g = tokens.backward(high, gScores, scratch);
    for (int b = 0; b < size; b++) {
      for (int which = 0; which < 2; which++) {
        addQ(high, g, b, which, q[which][b]);
      }
    }
    return g;
  }

  private void addQ(INDArray high, INDArray g, int sequence, int which, float slope) {
    int d = config.hiddenSize();
    FloatBuffer state = Buffers.of(high);
    FloatBuffer back = Buffers.of(g);
    FloatBuffer weight = qWeight.values();
    FloatBuffer gWeight = qWeight.gradients();
    FloatBuffer gBias = qBias.gradients();
    int start = sequence * config.positions() * d;
    gBias.put(which, gBias.get(which) + slope);
    for (int i = 0; i < d; i++) {
      int at = which * d + i;
      gWeight.put(at, gWeight.get(at) + slope * state.get(start + i));
      back.put(start + i, back.get(start + i) + slope * weight.get(at));
    }
  }
}
