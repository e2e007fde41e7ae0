package io.consilium.framework.training.inspect;

import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Task;
import java.util.List;

/** A trained network at work on puzzles, a step at a time. For one thread. */
public interface Thinker extends AutoCloseable {

  /**
   * What a step left behind, a place for each puzzle.
   *
   * @param answers the cells as the network has them now
   * @param halt above 0 where it would halt
   * @param change of the answer's state since the step before, as a share of its length; NaN after
   *     the first
   */
  record Moment(List<byte[]> answers, double[] halt, double[] change) {}

  /** Sees states from inside. */
  interface Watcher {
    /** Sees nothing. */
    Watcher NONE = (module, states, width, puzzle) -> {};

    /**
     * A state was made anew.
     *
     * @param module {@code H}, {@code L}; of TRM and the graph network the answer y is H and the
     *     latent z is L
     * @param states of all positions, [positions, width]; not to be changed
     * @param puzzle whose positions they are, of those begun together
     */
    void made(String module, float[] states, int width, int puzzle);

    /** Some puzzles begin together. */
    default void begun() {}

    /** A step, counted from 0, is over for all of them. */
    default void ended(int step) {}
  }

  /** The file that it was read from. */
  Checkpoint checkpoint();

  /** What its puzzles are. */
  Task task();

  /** Steps that it was trained to take. */
  int maxSteps();

  /** Multiplications and additions of a step on a puzzle, counted as two each. */
  double flops(Puzzle puzzle);

  /**
   * Begins to work on some puzzles.
   *
   * @param attempt 0 as the network was trained to begin; others begin with other noise
   */
  void begin(List<Puzzle> puzzles, int attempt);

  /** Takes a step on all of them; none halts by itself. */
  Moment step(Watcher watcher);

  @Override
  void close();
}
