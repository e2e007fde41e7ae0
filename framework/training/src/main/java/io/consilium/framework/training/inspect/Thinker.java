package io.consilium.framework.training.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
  @FunctionalInterface
  interface Watcher {
    /** Sees nothing. */
    Watcher NONE = (module, states, width, puzzle) -> {};

    /**
     * A state was made anew.
     *
     * @param module {@code H}, {@code L} (TRM and the graph network: the answer y and the latent z)
     * @param states of all positions, [positions, width]; not to be changed
     * @param puzzle whose positions they are
     */
    void made(String module, float[] states, int width, int puzzle);
  }

  /** The file that it was read from. */
  Checkpoint checkpoint();

  /** What its puzzles are. */
  Task task();

  /** Facts of its configuration, for people. */
  ObjectNode about();

  /** Steps that it was trained to take. */
  int maxSteps();

  /** Multiplications and additions of a step on a puzzle, counted as two each. */
  double flops(Puzzle puzzle);

  /**
   * Begins to work on some puzzles.
   *
   * @param seed of the latent state, for networks that begin with noise
   */
  void begin(List<Puzzle> puzzles, long seed);

  /** Takes a step on all of them; none halts by itself. */
  Moment step(Watcher watcher);

  @Override
  void close();
}
