package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sign descent on the rows of an embedding that a batch has touched: {@code w = w (1 - rate decay)
 * - rate sign(sum of the row's gradients)}. Rows that the batch did not name stay as they are,
 * undecayed. It remembers nothing but the number of steps.
 */
public final class SignSgd {
  private final int rows;
  private final int width;
  private final double weightDecay;
  private long steps;

  /**
   * @param rows of the embedding
   * @param width numbers in a row
   * @param weightDecay times the learning rate: the share of each touched weight taken off a step
   */
  public SignSgd(int rows, int width, double weightDecay) {
    this.rows = rows;
    this.width = width;
    this.weightDecay =
        Spans.requireBetween("Weight decay", weightDecay, 0, Double.POSITIVE_INFINITY);
  }

  /**
   * Changes the rows named.
   *
   * @param weights the embedding, [rows, width]
   * @param ids the row of every slot of the batch; one may come several times, its gradients are
   *     summed
   * @param gradient a row a slot, [ids, width]
   * @throws IllegalArgumentException if a length is wrong or an id is no row
   */
  public void step(FloatBuffer weights, int[] ids, FloatBuffer gradient, double learningRate) {
    Spans.requireSize("embedding", Math.multiplyExact(rows, width), weights);
    Spans.requireSize("gradient", Math.multiplyExact(ids.length, width), gradient);
    Map<Integer, float[]> sums = sums(ids, gradient);
    steps++;
    float keep = (float) (1 - learningRate * weightDecay);
    float rate = (float) learningRate;
    sums.forEach(
        (id, sum) -> {
          int at = weights.position() + id * width;
          for (int i = 0; i < width; i++) {
            weights.put(at + i, weights.get(at + i) * keep - rate * Math.signum(sum[i]));
          }
        });
  }

  private Map<Integer, float[]> sums(int[] ids, FloatBuffer gradient) {
    Map<Integer, float[]> sums = new LinkedHashMap<>();
    int at = gradient.position();
    for (int id : ids) {
      if (id < 0 || id >= rows) {
        throw new IllegalArgumentException(
            "Puzzle identifier (%d) is no row of an embedding of (%d). Maybe the network was built for fewer puzzles."
                .formatted(id, rows));
      }
      float[] sum = sums.computeIfAbsent(id, unused -> new float[width]);
      for (int i = 0; i < width; i++) {
        sum[i] += gradient.get(at++);
      }
    }
    return sums;
  }

  /** Steps taken since the beginning of training. */
  public long steps() {
    return steps;
  }

  /** Always empty. */
  public Map<String, float[]> state() {
    return Map.of();
  }

  /** Goes on counting from there. */
  public void restore(long steps) {
    this.steps = steps;
  }
}
