package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Changes one flat vector of weights along its gradient, and remembers what it needs for the next
 * time. One instance serves one vector, from one thread at a time.
 */
public interface Optimizer {

  /**
   * Changes the weights in place.
   *
   * @param weights the vector, from position to limit
   * @param gradient as long as the vector; only read
   * @param learningRate this step's rate; 0 only advances the moments
   * @throws IllegalArgumentException if a length is not this instance's
   */
  void step(FloatBuffer weights, FloatBuffer gradient, double learningRate);

  /** Steps taken since the beginning of training, those before a restore included. */
  long steps();

  /** A copy of what is remembered, by name; enough, with the steps, to go on bit for bit. */
  Map<String, float[]> state();

  /**
   * Goes on where another instance's {@link #state} ended.
   *
   * @throws IllegalArgumentException if a vector is missing or of another length
   */
  void restore(long steps, Map<String, float[]> state);
}
