package io.consilium.framework.neural;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of arrays, seen from Java without a copy. */
final class Buffers {

  private Buffers() {}

  /** The array's numbers in memory order; its own buffer, so only for arrays that are no views. */
  static FloatBuffer of(INDArray array) {
    return array.data().asNioFloat();
  }

  /** Sets all numbers of an array, in pieces that the processor copies at full speed. */
  static void fill(INDArray array, float value) {
    FloatBuffer numbers = of(array);
    float[] piece = new float[Math.min(4096, numbers.limit())];
    Arrays.fill(piece, value);
    while (numbers.hasRemaining()) {
      numbers.put(piece, 0, Math.min(piece.length, numbers.remaining()));
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
