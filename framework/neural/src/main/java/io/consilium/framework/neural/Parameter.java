package io.consilium.framework.neural;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A named weight and the gradient gathered for it, both float32 in c-order outside the Java heap.
 *
 * @param name as in the original state dictionaries, such as {@code model.inner.lm_head.weight}
 * @param value the weight
 * @param gradient d loss / d value, summed over every backward pass since it was last cleared;
 *     {@code null} for what is never trained by gradient (H_init, L_init)
 */
public record Parameter(String name, INDArray value, INDArray gradient) {

  /** The weight's numbers, row by row: a view, position 0. */
  public FloatBuffer values() {
    return Buffers.of(value);
  }

  /** The gradient's numbers, row by row: a view, position 0. */
  public FloatBuffer gradients() {
    return Buffers.of(gradient);
  }

  /** Whether an optimiser trains this weight. */
  public boolean trained() {
    return gradient != null;
  }

  /** The sizes of its axes. */
  public long[] shape() {
    return value.shape();
  }
}
