package io.consilium.framework.neural.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * All parameters in one vector, each matrix row-major [out, in], under the names of the reference
 * models where the part exists there.
 */
public final class GraphWeights {
  /** Where a parameter stands. */
  record Slice(String name, int start, int[] shape) {
    int size() {
      int size = 1;
      for (int length : shape) {
        size *= length;
      }
      return size;
    }
  }

  private final GraphConfig config;
  private final Map<String, Slice> slices = new LinkedHashMap<>();
  private final float[] values;
  final int input;
  final int messageProj;
  final int stateProj;
  final int[] poolProj;
  final int downProj;
  final int head;
  final int halt;
  final int haltBias;

  /**
   * Zeros.
   *
   * @throws IllegalArgumentException if so many do not fit into this process
   */
  public GraphWeights(GraphConfig config) {
    config.requireWeightsFit();
    this.config = config;
    int d = config.width();
    int inner = 2 * config.hidden();
    String layer = "model.inner.L_level.layers.0.";
    input = add("model.inner.input_embedding", d);
    messageProj = add(layer + "message_proj.weight", config.messages(), d);
    stateProj = add(layer + "mlp.gate_up_proj.weight", inner, d);
    poolProj = new int[config.poolings().size()];
    for (int k = 0; k < poolProj.length; k++) {
      poolProj[k] =
          add(layer + "pool_proj." + config.poolings().get(k) + ".weight", inner, config.message());
    }
    downProj = add(layer + "mlp.down_proj.weight", d, config.hidden());
    head = add("model.inner.lm_head.weight", 1, d);
    halt = add("model.inner.q_head.weight", 1, 2 * d);
    haltBias = add("model.inner.q_head.bias", 1);
    values = new float[size()];
  }

  /** How many numbers a configuration needs; told before anything is allocated. */
  static long count(GraphConfig config) {
    long d = config.width();
    long poolings = config.poolings().size();
    long message = config.message();
    long hidden = config.hidden();
    return d * (poolings * message + 3 * hidden + 4) + 2 * hidden * poolings * message + 1;
  }

  private int add(String name, int... shape) {
    int start = size();
    slices.put(name, new Slice(name, start, shape));
    return start;
  }

  private int size() {
    return slices.values().stream().mapToInt(Slice::size).sum();
  }

  /**
   * Fresh weights: truncated-free normal with standard deviation 1/sqrt(fan-in), the pooled parts
   * smaller for the members of a group, the heads as in the reference (q: weight 0, bias -5).
   */
  public static GraphWeights random(GraphConfig config, RandomGenerator random) {
    GraphWeights weights = new GraphWeights(config);
    double pooled = 1 / Math.sqrt(config.messages() * 8.0);
    weights.fill(weights.input, config.width(), 1, random);
    weights.fill(
        weights.messageProj,
        config.messages() * config.width(),
        1 / Math.sqrt(config.width()),
        random);
    weights.fill(
        weights.stateProj,
        2 * config.hidden() * config.width(),
        1 / Math.sqrt(config.width()),
        random);
    for (int start : weights.poolProj) {
      weights.fill(start, 2 * config.hidden() * config.message(), pooled, random);
    }
    weights.fill(
        weights.downProj, config.width() * config.hidden(), 1 / Math.sqrt(config.hidden()), random);
    weights.fill(weights.head, config.width(), 1 / Math.sqrt(config.width()), random);
    weights.values[weights.haltBias] = -5;
    return weights;
  }

  private void fill(int start, int count, double deviation, RandomGenerator random) {
    for (int i = start; i < start + count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  /** The shape they are for. */
  public GraphConfig config() {
    return config;
  }

  /** The vector itself, not a copy: whoever trains writes into it. */
  public float[] values() {
    return values;
  }

  /** Names and shapes, in order. */
  public Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    slices.values().forEach(slice -> shapes.put(slice.name(), slice.shape().clone()));
    return shapes;
  }

  /** Where a parameter begins in the vector. */
  public int start(String name) {
    return slices.get(name).start();
  }

  /**
   * A copy in which every matrix of the update stands as [in, out], as the forward pass reads it;
   * to be made anew when the weights change.
   */
  public float[] transposed() {
    float[] turned = values.clone();
    turn(messageProj, config.messages(), config.width(), turned);
    turn(stateProj, 2 * config.hidden(), config.width(), turned);
    for (int start : poolProj) {
      turn(start, 2 * config.hidden(), config.message(), turned);
    }
    turn(downProj, config.width(), config.hidden(), turned);
    return turned;
  }

  private void turn(int start, int rows, int columns, float[] target) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        target[start + j * rows + i] = values[start + i * columns + j];
      }
    }
  }
}
