package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The exponential moving average of a vector of weights, which is what TRM is evaluated with:
 * {@code shadow = mu shadow + (1 - mu) w}. It begins with the weights before the first step.
 */
public final class Ema {
  private final float[] shadow;
  private final float keep;
  private final float take;
  private long steps;
  private boolean started;

  /**
   * @param size numbers in the vector
   * @param mu share that is kept each time, in [0, 1)
   */
  public Ema(int size, double mu) {
    this.shadow = new float[size];
    this.keep = (float) Spans.requireBetween("Mu", mu, 0, 1);
    this.take = (float) (1 - mu);
  }

  /** Takes the weights as they are before training. */
  public void start(FloatBuffer weights) {
    Spans.requireSize("weight vector", shadow.length, weights);
    weights.get(weights.position(), shadow);
    steps = 0;
    started = true;
  }

  /**
   * Takes the weights after a step of the optimiser.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public void update(FloatBuffer weights) {
    Spans.requireSize("weight vector", shadow.length, weights);
    if (!started) {
      throw new IllegalStateException("The average has no beginning. Maybe call start first.");
    }
    Spans.update(
        FloatBuffer.wrap(shadow),
        weights,
        (s, at, w, from, first, length) -> {
          for (int i = 0; i < length; i++) {
            s[at + i] = keep * s[at + i] + take * w[from + i];
          }
        });
    steps++;
  }

  /** Writes the average over a vector of weights. */
  public void copyTo(FloatBuffer weights) {
    Spans.requireSize("weight vector", shadow.length, weights);
    weights.put(weights.position(), shadow);
  }

  /** Updates since the start, those before a restore included. */
  public long steps() {
    return steps;
  }

  /** A copy of the average, named {@code shadow}. */
  public Map<String, float[]> state() {
    return Map.of("shadow", shadow.clone());
  }

  /**
   * Goes on where another instance ended.
   *
   * @throws IllegalArgumentException if the average is missing or of another length
   */
  public void restore(long steps, Map<String, float[]> state) {
    Spans.restore(state, "shadow", shadow);
    this.steps = steps;
    this.started = true;
  }
}
