package io.consilium.framework.neural;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A part of a network: [batch * positions, width] in and out; never changes its input. */
@FunctionalInterface
interface Layer {

  Pass forward(INDArray x, Run run);
}
