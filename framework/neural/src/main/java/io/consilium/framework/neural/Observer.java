package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Watches a step from inside, for forward residuals and participation ratios (arXiv 2506.21734,
 * figures 3 and 8). The arrays are [batch * positions, hidden] and valid only during the call.
 */
public interface Observer {

  /** Watches nothing. */
  Observer NONE = (module, state) -> {};

  /**
   * A reasoning module has returned.
   *
   * @param module {@code L_level} or {@code H_level}; for TRM {@code L_level}, its only one
   * @param state the state that it made
   */
  void called(String module, INDArray state);

  /**
   * The step begins.
   *
   * @param embedded the scaled input embedding
   */
  default void embedded(INDArray embedded) {}
}
