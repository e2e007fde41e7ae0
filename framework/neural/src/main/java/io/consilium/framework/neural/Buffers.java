package io.consilium.framework.neural;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of arrays, seen from Java without a copy. */
final class Buffers {

  private Buffers() {}

  /** The array's numbers in memory order; its own buffer, so only for arrays that are no views. */
  static FloatBuffer of(INDArray array) {
    return array.data().asNioFloat();
  }

  static void fill(INDArray array, float value) {
    FloatBuffer numbers = of(array);
    for (int at = 0; at < numbers.limit(); at++) {
      numbers.put(at, value);
    }
  }

  /** Copies all numbers of one array into another of equal length. */
  static void copy(INDArray from, INDArray into) {
    of(into).put(0, of(from), 0, (int) into.length());
  }

  /** The numbers on the Java heap. */
  static float[] array(INDArray from) {
    float[] numbers = new float[(int) from.length()];
    of(from).get(0, numbers);
    return numbers;
  }
}
