package io.consilium.framework.training.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A network with its optimiser and its data: all that {@link TrainingLoop} needs of one. For one
 * thread at a time.
 *
 * <p>What it draws depends on the seed and the step alone, so that one that was restored goes on
 * exactly as one that never stopped.
 */
public interface Learner extends AutoCloseable {

  /**
   * What one update of the weights did.
   *
   * @param phase of the curriculum
   * @param samples puzzles worked on
   * @param loss per puzzle
   * @param halted puzzles that halted
   * @param exact how many of those are right in every cell
   * @param cells sum over those of the share of cells that are right
   * @param steps sum over those of the steps that they took
   * @param gradientNorm before clipping
   * @param learningRate that was used
   */
  record Update(
      String phase,
      int samples,
      double loss,
      int halted,
      double exact,
      double cells,
      double steps,
      double gradientNorm,
      double learningRate) {

    /** Whether the numbers that training goes by are numbers. */
    boolean finite() {
      return Double.isFinite(loss) && Double.isFinite(gradientNorm);
    }
  }

  /** Updates made since the run began, earlier sessions included. */
  long step();

  /** Makes one update. If the loss or the gradient is no number, the weights stay as they are. */
  Update update();

  /** Tests the averaged weights: the share solved of each kind of test puzzle. */
  Map<String, Double> evaluate();

  /**
   * Writes the weights as a checkpoint that others can read.
   *
   * @param averaged the average of the weights, if one is kept
   * @param training goes into the file
   */
  void writeWeights(Path file, boolean averaged, ObjectNode training) throws IOException;

  /** Writes all that is needed to go on. */
  void writeState(Path file, ObjectNode position) throws IOException;

  /**
   * Takes over the state of another session.
   *
   * @return the position that was given to {@link #writeState}
   * @throws IOException if the file is damaged, or of another recipe
   */
  ObjectNode readState(Path file) throws IOException;

  /** Frees what the network holds. */
  @Override
  void close();
}
