package io.consilium.framework.neural;

import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The states after a step's cycles.
 *
 * @param high z_H, [B * S, D]
 * @param low z_L, [B * S, D]
 * @param back from d loss / d z_H to d loss / d embedding; the states before are detached
 */
record Thought(INDArray high, INDArray low, UnaryOperator<INDArray> back) {}
