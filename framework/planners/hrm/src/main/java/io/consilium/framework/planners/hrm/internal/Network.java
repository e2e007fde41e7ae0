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
   * @param routing how each of its mixtures routed the tokens; empty if it has none
   * @param active share of the mixtures' weights that one token meets; 1 if it has none
   */
  record Step(
      int[] cells,
      byte[] state,
      double halt,
      Optional<Double> proceed,
      double change,
      double flops,
      List<Segment.Routing> routing,
      double active) {
    /** What comes of a state that is no number any more. */
    static Step broken() {
      return new Step(new int[0], new byte[0], Double.NaN, Optional.empty(), 0, 0, List.of(), 1);
    }
  }

  /**
   * Where a run of segments begins.
   *
   * @param restart 0 as the network was trained to begin, others with more noise
   * @param seed of the noise
   */
  record Start(int restart, long seed) {}

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
   * @param state of the segment before; empty for a start
   * @param start where it begins, if it does
   * @param stop asked again and again on the way
   * @return empty if stopped
   * @throws IllegalArgumentException if the state is none of this network's and grid's
   * @throws java.io.UncheckedIOException if its weights are not those of its configuration, or what
   *     it computes with does not run
   * @throws io.consilium.framework.runtimes.tensor.TensorMemoryExhausted if it finds too little
   *     memory now
   */
  Optional<Step> step(Grid grid, Optional<byte[]> state, Start start, BooleanSupplier stop);

  /** Lets native memory go; a segment under way ends first. Others cannot be asked any more. */
  default void close() {}
}
