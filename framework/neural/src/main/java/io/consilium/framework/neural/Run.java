package io.consilium.framework.neural;

import java.util.function.BooleanSupplier;

/**
 * What every layer of one pass is told.
 *
 * @param scratch where arrays are taken from
 * @param batch sequences, B
 * @param positions tokens of a sequence with those of its puzzle, S; arrays are [B * S, width]
 * @param training whether a backward pass may follow
 * @param stop asked before each block
 * @param observer told of each reasoning-module call
 */
record Run(
    Scratch scratch,
    int batch,
    int positions,
    boolean training,
    BooleanSupplier stop,
    Observer observer) {

  /** The same pass where nothing need be kept for a gradient. */
  Run untrained() {
    return new Run(scratch, batch, positions, false, stop, observer);
  }

  /** Without an observer, for a look ahead that is no part of the step. */
  Run unobserved() {
    return new Run(scratch, batch, positions, training, stop, Observer.NONE);
  }

  void check(String where) {
    if (stop.getAsBoolean()) {
      throw new StoppedException("The network was stopped before " + where);
    }
  }
}
