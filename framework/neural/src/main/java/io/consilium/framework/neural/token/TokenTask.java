package io.consilium.framework.neural.token;

import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;

/**
 * What a checkpoint's network is for, told without making it: cheap, and without native memory.
 *
 * @param side cells along a side of its grids
 * @param tokens of their cells
 * @param passBytes bytes outside the heap that a pass over one grid takes at least
 */
public record TokenTask(int side, GridTokens tokens, double passBytes) {

  /**
   * Of a checkpoint.
   *
   * @throws BadCheckpoint if its configuration makes no network on tokens, or one of more weights
   *     than there are
   */
  public static TokenTask of(Checkpoint checkpoint) throws BadCheckpoint {
    try {
      NetworkSize size = TokenNetwork.size(checkpoint.config());
      ReasoningNetwork.requireHeld(size.config(), size.part(), checkpoint);
      return TokenNetwork.task(
          checkpoint.config(), ReasoningNetwork.passBytes(size.config(), size.part()));
    } catch (IllegalArgumentException e) {
      throw new BadCheckpoint(checkpoint.source(), e.getMessage(), TokenNetwork.FIX);
    }
  }
}
