package io.consilium.framework.neural;

import java.util.Arrays;

/**
 * Puzzles side by side.
 *
 * @param size how many, B
 * @param inputs tokens, [B, T]
 * @param labels the tokens wanted, {@link #IGNORED} where none is, [B, T]
 * @param puzzles rows of the puzzle embedding, [B]; all 0 where there is none
 */
public record Batch(int size, int[] inputs, int[] labels, int[] puzzles) {

  /** The label of a position that doesn't count. */
  public static final int IGNORED = -100;

  /** Checks that the lengths fit. */
  public Batch {
    if (size < 1
        || inputs.length % size != 0
        || labels.length != inputs.length
        || puzzles.length != size) {
      throw new IllegalArgumentException(
          "A batch of %d can't have %d tokens, %d labels and %d puzzles"
              .formatted(size, inputs.length, labels.length, puzzles.length));
    }
  }

  /** Puzzles to be solved: without labels or puzzle embedding. */
  public static Batch of(int size, int[] inputs) {
    int[] labels = new int[inputs.length];
    Arrays.fill(labels, IGNORED);
    return new Batch(size, inputs, labels, new int[size]);
  }

  /** Tokens of each, T. */
  public int length() {
    return inputs.length / size;
  }

  /** The same with some rows taken from another batch of equal size. */
  Batch replacing(boolean[] which, Batch other) {
    if (other.size != size || other.inputs.length != inputs.length) {
      throw new IllegalArgumentException(
          "A batch of %d x %d can't go on as %d x %d"
              .formatted(size, length(), other.size, other.length()));
    }
    int[] newInputs = inputs.clone();
    int[] newLabels = labels.clone();
    int[] newPuzzles = puzzles.clone();
    for (int b = 0; b < size; b++) {
      if (which[b]) {
        System.arraycopy(other.inputs, b * length(), newInputs, b * length(), length());
        System.arraycopy(other.labels, b * length(), newLabels, b * length(), length());
        newPuzzles[b] = other.puzzles[b];
      }
    }
    return new Batch(size, newInputs, newLabels, newPuzzles);
  }
}
