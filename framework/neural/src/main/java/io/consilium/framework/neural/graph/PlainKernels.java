package io.consilium.framework.neural.graph;

import io.consilium.framework.neural.internal.PlainRowMath;
import io.consilium.framework.neural.internal.RowMath;

/** Plain loops, in an order that the just-in-time compiler turns into vector instructions. */
final class PlainKernels implements Kernels {
  private static final float EPSILON = 1e-5f;

  private final RowMath rows = new PlainRowMath();

  @Override
  public void multiply(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aStart,
      int aRow,
      int aColumn,
      float[] b,
      int bStart,
      float[] c,
      int cStart) {
    for (int i = 0; i < rows; i++) {
      int row = aStart + i * aRow;
      int target = cStart + i * columns;
      int k = 0;
      for (; k + 3 < inner; k += 4) {
        int at = row + k * aColumn;
        addFour(
            columns,
            a[at],
            a[at + aColumn],
            a[at + 2 * aColumn],
            a[at + 3 * aColumn],
            b,
            bStart + k * columns,
            c,
            target);
      }
      for (; k < inner; k++) {
        float factor = a[row + k * aColumn];
        int from = bStart + k * columns;
        for (int j = 0; j < columns; j++) {
          c[target + j] += factor * b[from + j];
        }
      }
    }
  }

  private static void addFour(
      int columns, float f0, float f1, float f2, float f3, float[] b, int b0, float[] c, int at) {
    int b1 = b0 + columns;
    int b2 = b1 + columns;
    int b3 = b2 + columns;
    for (int j = 0; j < columns; j++) {
      c[at + j] += f0 * b[b0 + j] + f1 * b[b1 + j] + f2 * b[b2 + j] + f3 * b[b3 + j];
    }
  }

  @Override
  public void add(float[] from, int at, float[] to, int target, int count) {
    for (int j = 0; j < count; j++) {
      to[target + j] += from[at + j];
    }
  }

  @Override
  public void relu(float[] values, int start, int count) {
    for (int i = start; i < start + count; i++) {
      values[i] = Math.max(values[i], 0);
    }
  }

  @Override
  public void normalise(
      int rows, int width, float[] values, int start, float[] norm, int normStart) {
    for (int i = 0; i < rows; i++) {
      int at = start + i * width;
      float sum = 0;
      for (int j = at; j < at + width; j++) {
        sum += values[j] * values[j];
      }
      float r = factor(sum, width);
      for (int j = at; j < at + width; j++) {
        values[j] *= r;
      }
      norm[normStart + i] = r;
    }
  }

  static float factor(float squares, int width) {
    return (float) (1 / Math.sqrt(squares / width + EPSILON));
  }

  @Override
  public void normaliseBackward(
      int rows, int width, float[] values, int start, float[] norm, int normStart, float[] grad) {
    for (int i = 0; i < rows; i++) {
      int at = start + i * width;
      int g = i * width;
      float dot = 0;
      for (int j = 0; j < width; j++) {
        dot += values[at + j] * grad[g + j];
      }
      dot /= width;
      for (int j = 0; j < width; j++) {
        grad[g + j] = norm[normStart + i] * (grad[g + j] - values[at + j] * dot);
      }
    }
  }

  @Override
  public RowMath rows() {
    return rows;
  }

  @Override
  public String name() {
    return "plain Java";
  }
}
