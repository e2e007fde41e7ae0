package io.consilium.framework.neural;

import java.util.Arrays;

/**
 * What one ACT step hands to the next, detached from every gradient: a value on the Java heap, so
 * it can be stored, sent and dropped freely. The arrays are not to be changed.
 *
 * @param high z_H (TRM: the answer y), [B, S, D]
 * @param low z_L (TRM: the latent z), [B, S, D]
 * @param steps ACT steps taken by each sequence, [B]
 * @param halted which sequences take a new puzzle in the next step, [B]
 * @param data the puzzles being worked on
 */
public record Carry(float[] high, float[] low, int[] steps, boolean[] halted, Batch data) {

  /** Whether every sequence has halted. */
  public boolean finished() {
    for (boolean one : halted) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  /** Where halted, the initial states, step 0 and the offered puzzle; elsewhere as it is. */
  Carry restarted(Batch offered, float[] initialHigh, float[] initialLow) {
    int size = halted.length;
    float[] newHigh = high.clone();
    float[] newLow = low.clone();
    int[] newSteps = steps.clone();
    for (int b = 0; b < size; b++) {
      if (halted[b]) {
        repeat(initialHigh, newHigh, b, size);
        repeat(initialLow, newLow, b, size);
        newSteps[b] = 0;
      }
    }
    return new Carry(newHigh, newLow, newSteps, new boolean[size], data.replacing(halted, offered));
  }

  private static void repeat(float[] vector, float[] states, int sequence, int size) {
    int width = states.length / size;
    for (int at = sequence * width; at < (sequence + 1) * width; at += vector.length) {
      System.arraycopy(vector, 0, states, at, vector.length);
    }
  }

  /** A carry in which every sequence waits for a puzzle. */
  static Carry empty(Batch any, int numbers) {
    boolean[] all = new boolean[any.size()];
    Arrays.fill(all, true);
    return new Carry(new float[numbers], new float[numbers], new int[any.size()], all, any);
  }
}
