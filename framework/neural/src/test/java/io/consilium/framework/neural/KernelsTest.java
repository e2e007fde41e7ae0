package io.consilium.framework.neural;

import io.consilium.framework.neural.internal.PlainRowMath;
import io.consilium.framework.neural.internal.VectorRowMath;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The fused loops, plain and on the Vector API, equal the chains of ND4J operations. */
class KernelsTest {

  private static final double CLOSE = 1e-5;
  private static final int ROWS = 15;
  private static final int WIDTH = 37;

  private final Kernels reference = new Nd4jKernels();
  private final Random random = new Random(5);

  static List<Kernels> fused() {
    return List.of(new FusedKernels(new PlainRowMath()), new FusedKernels(new VectorRowMath()));
  }

  @ParameterizedTest
  @MethodSource("fused")
  void sumsAreEqual(Kernels kernels) {
    INDArray x = draw(ROWS, WIDTH);
    INDArray one = draw(ROWS, WIDTH);
    INDArray other = one.dup('c');
    reference.add(one, x);
    kernels.add(other, x);
    equal(other, one);
  }

  @ParameterizedTest
  @MethodSource("fused")
  void normsAreEqual(Kernels kernels) {
    INDArray x = draw(ROWS, WIDTH);
    INDArray added = draw(ROWS, WIDTH);
    INDArray[] one = {draw(ROWS, WIDTH), row(ROWS), draw(ROWS, WIDTH)};
    INDArray[] other = {draw(ROWS, WIDTH), row(ROWS), draw(ROWS, WIDTH)};
    INDArray g = draw(ROWS, WIDTH);
    reference.addAndNormalize(x, added, one[0], one[1], 1e-5f);
    kernels.addAndNormalize(x, added, other[0], other[1], 1e-5f);
    reference.normalizeBackward(one[0], one[1], g, one[2]);
    kernels.normalizeBackward(other[0], other[1], g, other[2]);
    for (int at = 0; at < one.length; at++) {
      equal(other[at], one[at]);
    }
  }

  @ParameterizedTest
  @MethodSource("fused")
  void gatesAreEqualForWholeAndBrokenVectors(Kernels kernels) {
    for (int inner : new int[] {64, WIDTH}) {
      INDArray gateUp = draw(ROWS, 2 * inner);
      INDArray g = draw(ROWS, inner);
      INDArray[] one = {draw(ROWS, inner), draw(ROWS, 2 * inner)};
      INDArray[] other = {draw(ROWS, inner), draw(ROWS, 2 * inner)};
      reference.gate(gateUp, one[0]);
      kernels.gate(gateUp, other[0]);
      reference.gateBackward(gateUp, g, one[1]);
      kernels.gateBackward(gateUp, g, other[1]);
      equal(other[0], one[0]);
      equal(other[1], one[1]);
    }
  }

  @ParameterizedTest
  @MethodSource("fused")
  void softmaxIsEqual(Kernels kernels) {
    INDArray one = draw(ROWS, WIDTH);
    INDArray other = one.dup('c');
    INDArray g = draw(ROWS, WIDTH);
    INDArray gOther = g.dup('c');
    reference.softmax(one);
    kernels.softmax(other);
    equal(other, one);
    reference.softmaxBackward(one, g);
    kernels.softmaxBackward(other, gOther);
    equal(gOther, g);
  }

  @ParameterizedTest
  @MethodSource("fused")
  void rotationsAreEqual(Kernels kernels) {
    Rotary rotary = Rotary.of(5, 8, 10000);
    for (int direction : new int[] {1, -1}) {
      INDArray one = draw(15, 6 * 8); // [3 * 5, 6 heads * 8], of which 4 turn
      INDArray other = one.dup('c');
      reference.rotate(one, rotary, 5, 4, direction);
      kernels.rotate(other, rotary, 5, 4, direction);
      equal(other, one);
    }
  }

  @ParameterizedTest
  @MethodSource("fused")
  void transpositionsAreEqual(Kernels kernels) {
    INDArray x = draw(3 * 5, WIDTH);
    INDArray one = draw(3 * WIDTH, 5);
    INDArray other = draw(3 * WIDTH, 5);
    reference.transpose(x, 3, 5, WIDTH, one);
    kernels.transpose(x, 3, 5, WIDTH, other);
    equal(other, one);
  }

  private INDArray draw(int rows, int width) {
    float[] numbers = new float[rows * width];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = (float) (3 * random.nextGaussian());
    }
    return Golden.array(numbers, width);
  }

  private INDArray row(int rows) {
    return draw(1, rows).reshape(rows);
  }

  private static void equal(INDArray actual, INDArray expected) {
    Golden.close("numbers", Buffers.array(actual), Buffers.array(expected), CLOSE);
  }
}
