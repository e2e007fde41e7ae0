package io.consilium.framework.neural;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** fI: the puzzle's tokens and the input's, with learned positions or none, times sqrt(D). */
final class InputEmbedding {

  private final NetworkConfig config;
  private final Parameter tokens; // [V, D]
  private final Parameter places; // [S, D]; null unless positions are learned
  private final Parameter puzzles; // [identifiers, puzzle_emb_ndim]; null without puzzle embedding
  private final float scale;

  InputEmbedding(Parameters parameters, NetworkConfig config) {
    this.config = config;
    int d = config.hiddenSize();
    double std = 1 / Math.sqrt(d);
    this.tokens =
        parameters.normal("model.inner.embed_tokens.embedding_weight", std, config.vocabSize(), d);
    boolean learned = config.posEncodings() == NetworkConfig.Positions.LEARNED;
    this.places =
        learned
            ? parameters.normal(
                "model.inner.embed_pos.embedding_weight", std, config.positions(), d)
            : null;
    this.puzzles =
        config.puzzleEmbNdim() > 0
            ? parameters.fixed(
                "model.inner.puzzle_emb.weights",
                0,
                config.numPuzzleIdentifiers(),
                config.puzzleEmbNdim())
            : null;
    // With positions added, the sum of two is brought back to the deviation of one.
    this.scale = (float) (learned ? Math.sqrt(d) * 0.707106781 : Math.sqrt(d));
  }

  INDArray forward(Batch data, Scratch scratch) {
    int d = config.hiddenSize();
    int s = config.positions();
    int first = config.puzzleTokens();
    INDArray embedded = scratch.take((long) data.size() * s, d); // [B * S, D]
    FloatBuffer out = Buffers.of(embedded);
    float[] page = new float[s * d];
    for (int b = 0; b < data.size(); b++) {
      Arrays.fill(page, 0f);
      if (puzzles != null) {
        int id = within("Puzzle", data.puzzles()[b], config.numPuzzleIdentifiers());
        puzzles.values().get(id * config.puzzleEmbNdim(), page, 0, config.puzzleEmbNdim());
      }
      FloatBuffer table = tokens.values();
      for (int t = 0; t < data.length(); t++) {
        int token = within("Token", data.inputs()[b * data.length() + t], config.vocabSize());
        table.get(token * d, page, (first + t) * d, d);
      }
      finish(page);
      out.put(b * page.length, page);
    }
    return embedded;
  }

  private void finish(float[] page) {
    if (places != null) {
      FloatBuffer added = places.values();
      for (int i = 0; i < page.length; i++) {
        page[i] += added.get(i);
      }
    }
    for (int i = 0; i < page.length; i++) {
      page[i] *= scale;
    }
  }

  /**
   * Adds to the gradients of tokens and positions.
   *
   * @param g d loss / d embedded, [B * S, D]
   * @return d loss / d puzzle embedding of each sequence, [B, puzzle_emb_ndim]
   */
  float[] backward(Batch data, INDArray g) {
    int d = config.hiddenSize();
    int first = config.puzzleTokens() * d;
    float[] puzzleGradient = new float[data.size() * config.puzzleEmbNdim()];
    float[] page = new float[config.positions() * d];
    for (int b = 0; b < data.size(); b++) {
      Buffers.of(g).get(b * page.length, page);
      for (int i = 0; i < page.length; i++) {
        page[i] *= scale;
      }
      System.arraycopy(page, 0, puzzleGradient, b * config.puzzleEmbNdim(), config.puzzleEmbNdim());
      for (int t = 0; t < data.length(); t++) {
        int row = data.inputs()[b * data.length() + t] * d;
        addTo(tokens, row, page, first + t * d, d);
      }
      if (places != null) {
        addTo(places, 0, page, 0, page.length);
      }
    }
    return puzzleGradient;
  }

  private static void addTo(Parameter parameter, int at, float[] from, int start, int count) {
    FloatBuffer gradient = parameter.gradients();
    for (int i = 0; i < count; i++) {
      gradient.put(at + i, gradient.get(at + i) + from[start + i]);
    }
  }

  private static int within(String what, int value, int limit) {
    if (value < 0 || value >= limit) {
      throw new IllegalArgumentException(
          "%s %d is none of this network's 0 to %d. Maybe the puzzle is of another kind?"
              .formatted(what, value, limit - 1));
    }
    return value;
  }
}
