package io.consilium.framework.neural.mixture;

import io.consilium.framework.neural.Parameter;
import io.consilium.framework.neural.Parameters;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Says how probable each expert is for each token: softmax of a linear map, in single precision
 * whatever the experts compute in, and in plain loops, so that a token's choice never depends on
 * how many tokens there are. Draws nothing: the same token goes the same way every time.
 */
final class Router {
  /** Small, so that no expert is preferred before anything was learnt (Switch, section 2.4). */
  private static final double INITIAL_SCALE = 0.1;

  private final int width;
  private final int experts;
  private final Parameter weight; // [experts, width]
  private final Parameter bias; // [experts], or null

  Router(Parameters parameters, String prefix, int width, MixtureConfig config) {
    this.width = width;
    this.experts = config.experts();
    this.weight =
        parameters.normal(
            prefix + "router.weight", Math.sqrt(INITIAL_SCALE / width), experts, width);
    this.bias =
        config.balance() instanceof Balance.Bias
            ? parameters.fixed(prefix + "router.bias", 0, experts)
            : null;
  }

  /** The logits, [tokens * experts], of tokens [tokens * width]. */
  float[] logits(float[] tokens) {
    float[] w = weights();
    float[] result = new float[tokens.length / width * experts];
    for (int t = 0, at = 0; at < tokens.length; t++, at += width) {
      for (int e = 0; e < experts; e++) {
        float sum = 0;
        for (int i = 0; i < width; i++) {
          sum += tokens[at + i] * w[e * width + i];
        }
        result[t * experts + e] = sum;
      }
    }
    return result;
  }

  /** The softmax over each token's logits. */
  float[] probabilities(float[] logits) {
    float[] result = logits.clone();
    for (int at = 0; at < result.length; at += experts) {
      softmax(result, at, experts);
    }
    return result;
  }

  /**
   * The experts with the highest probability plus bias, [tokens * chosen], best first, ties to the
   * first.
   */
  int[] choose(float[] probabilities, int chosen) {
    int tokens = probabilities.length / experts;
    float[] shift = new float[experts];
    if (bias != null) {
      bias.values().get(0, shift);
    }
    int[] choices = new int[tokens * chosen];
    float[] score = new float[experts];
    for (int t = 0; t < tokens; t++) {
      for (int e = 0; e < experts; e++) {
        score[e] = probabilities[t * experts + e] + shift[e];
      }
      for (int k = 0; k < chosen; k++) {
        int best = 0;
        for (int e = 1; e < experts; e++) {
          best = score[e] > score[best] ? e : best;
        }
        choices[t * chosen + k] = best;
        score[best] = Float.NEGATIVE_INFINITY;
      }
    }
    return choices;
  }

  /**
   * Carries the gradient of the logits back: adds to the weights' gradient and to that of the
   * tokens.
   *
   * @param gLogits [tokens * experts]
   * @param gTokens [tokens * width], added to
   */
  void backward(float[] tokens, float[] gLogits, float[] gTokens) {
    float[] w = weights();
    float[] gw = new float[w.length];
    FloatBuffer gradient = weight.gradients();
    gradient.get(0, gw);
    for (int t = 0, at = 0; at < tokens.length; t++, at += width) {
      for (int e = 0; e < experts; e++) {
        float g = gLogits[t * experts + e];
        for (int i = 0; i < width; i++) {
          gw[e * width + i] += g * tokens[at + i];
          gTokens[at + i] += g * w[e * width + i];
        }
      }
    }
    gradient.put(0, gw);
  }

  /** Makes an expert that was chosen less than the mean more likely to be, and the others less. */
  void shift(long[] chosen, double speed) {
    double mean = Arrays.stream(chosen).average().orElse(0);
    FloatBuffer values = bias.values();
    for (int e = 0; e < experts; e++) {
      values.put(e, values.get(e) + (float) (speed * Math.signum(mean - chosen[e])));
    }
  }

  private float[] weights() {
    float[] w = new float[experts * width];
    weight.values().get(0, w);
    return w;
  }

  private static void softmax(float[] row, int from, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + length; i++) {
      max = Math.max(max, row[i]);
    }
    float sum = 0;
    for (int i = from; i < from + length; i++) {
      row[i] = (float) Math.exp(row[i] - max);
      sum += row[i];
    }
    for (int i = from; i < from + length; i++) {
      row[i] /= sum;
    }
  }
}
