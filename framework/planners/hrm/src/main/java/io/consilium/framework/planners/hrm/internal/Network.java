package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.Segment;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A recurrent network that proposes solutions of grids, segment by segment. Thread-safe. */
interface Network {

  /**
   * What a segment came to.
   *
   * @param cells the proposal, row-major
   * @param state what the next segment goes on from
   * @param halt logit of halting now
   * @param proceed logit of another segment, if it estimates it
   * @param change of the state over the segment, root mean square
   * @param flops floating-point operations spent, as counted from the network's shape
   */
  record Step(
      int[] cells,
      byte[] state,
      double halt,
      Optional<Double> proceed,
      double change,
      double flops,
      List<Segment.Routing> routing) {}

  /** Digest of the checkpoint's bytes, {@code sha256:...}. */
  String digest();

  /** Whether it was trained for grids like this. */
  boolean suits(Grid grid);

  /** Why the givens can have no solution, where that shows without a search. */
  Optional<String> contradiction(Grid grid);

  /**
   * One segment.
   *
   * @param grid one that {@link #suits} and has no {@link #contradiction}
   * @param state of the segment before; empty for a start from noise
   * @param seed of the noise
   * @param stop asked again and again on the way
   * @return empty if stopped
   * @throws IllegalArgumentException if the state is none of this network's and grid's
   */
  Optional<Step> step(Grid grid, Optional<byte[]> state, long seed, BooleanSupplier stop);
}
