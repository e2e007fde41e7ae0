package io.consilium.framework.neural.graph;

import io.consilium.framework.neural.internal.RowMath;
import io.consilium.framework.neural.internal.VectorRowMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same on the Vector API: a tile of eight rows by two vectors stays in registers while the
 * inner dimension runs. Falls back to {@link PlainKernels} for columns that fill no two vectors.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TILE = 2 * LANES;

  private final PlainKernels plain = new PlainKernels();
  private final RowMath rows = new VectorRowMath();

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
    if (columns % TILE != 0) {
      plain.multiply(rows, inner, columns, a, aStart, aRow, aColumn, b, bStart, c, cStart);
      return;
    }
    for (int j = 0; j < columns; j += TILE) {
      int i = 0;
      for (; i + 8 <= rows; i += 8) {
        eightRows(
            inner,
            columns,
            a,
            aStart + i * aRow,
            aRow,
            aColumn,
            b,
            bStart + j,
            c,
            cStart + i * columns + j);
      }
      for (; i < rows; i++) {
        oneRow(
            inner,
            columns,
            a,
            aStart + i * aRow,
            aColumn,
            b,
            bStart + j,
            c,
            cStart + i * columns + j);
      }
    }
  }

  private static void eightRows(
      int inner,
      int columns,
      float[] a,
      int a0,
      int aRow,
      int aColumn,
      float[] b,
      int b0,
      float[] c,
      int c0) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, c0 + columns);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, c0 + columns + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * columns);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, c0 + 2 * columns + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * columns);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, c0 + 3 * columns + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, c0 + 4 * columns);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, c0 + 4 * columns + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, c0 + 5 * columns);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, c0 + 5 * columns + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, c0 + 6 * columns);
    FloatVector c61 = FloatVector.fromArray(SPECIES, c, c0 + 6 * columns + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, c0 + 7 * columns);
    FloatVector c71 = FloatVector.fromArray(SPECIES, c, c0 + 7 * columns + LANES);
    int at = a0;
    int from = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, from);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, from + LANES);
      FloatVector f = FloatVector.broadcast(SPECIES, a[at]);
      c00 = f.fma(v0, c00);
      c01 = f.fma(v1, c01);
      f = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c10 = f.fma(v0, c10);
      c11 = f.fma(v1, c11);
      f = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
      c20 = f.fma(v0, c20);
      c21 = f.fma(v1, c21);
      f = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
      c30 = f.fma(v0, c30);
      c31 = f.fma(v1, c31);
      f = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]);
      c40 = f.fma(v0, c40);
      c41 = f.fma(v1, c41);
      f = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]);
      c50 = f.fma(v0, c50);
      c51 = f.fma(v1, c51);
      f = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]);
      c60 = f.fma(v0, c60);
      c61 = f.fma(v1, c61);
      f = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]);
      c70 = f.fma(v0, c70);
      c71 = f.fma(v1, c71);
      at += aColumn;
      from += columns;
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + LANES);
    c10.intoArray(c, c0 + columns);
    c11.intoArray(c, c0 + columns + LANES);
    c20.intoArray(c, c0 + 2 * columns);
    c21.intoArray(c, c0 + 2 * columns + LANES);
    c30.intoArray(c, c0 + 3 * columns);
    c31.intoArray(c, c0 + 3 * columns + LANES);
    c40.intoArray(c, c0 + 4 * columns);
    c41.intoArray(c, c0 + 4 * columns + LANES);
    c50.intoArray(c, c0 + 5 * columns);
    c51.intoArray(c, c0 + 5 * columns + LANES);
    c60.intoArray(c, c0 + 6 * columns);
    c61.intoArray(c, c0 + 6 * columns + LANES);
    c70.intoArray(c, c0 + 7 * columns);
    c71.intoArray(c, c0 + 7 * columns + LANES);
  }

  private static void oneRow(
      int inner,
      int columns,
      float[] a,
      int a0,
      int aColumn,
      float[] b,
      int b0,
      float[] c,
      int c0) {
    FloatVector first = FloatVector.fromArray(SPECIES, c, c0);
    FloatVector second = FloatVector.fromArray(SPECIES, c, c0 + LANES);
    int at = a0;
    int from = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector f = FloatVector.broadcast(SPECIES, a[at]);
      first = f.fma(FloatVector.fromArray(SPECIES, b, from), first);
      second = f.fma(FloatVector.fromArray(SPECIES, b, from + LANES), second);
      at += aColumn;
      from += columns;
    }
    first.intoArray(c, c0);
    second.intoArray(c, c0 + LANES);
  }

  @Override
  public void add(float[] from, int at, float[] to, int target, int count) {
    int j = 0;
    for (; j + LANES <= count; j += LANES) {
      FloatVector.fromArray(SPECIES, to, target + j)
          .add(FloatVector.fromArray(SPECIES, from, at + j))
          .intoArray(to, target + j);
    }
    for (; j < count; j++) {
      to[target + j] += from[at + j];
    }
  }

  @Override
  public void relu(float[] values, int start, int count) {
    int i = start;
    for (; i + LANES <= start + count; i += LANES) {
      FloatVector.fromArray(SPECIES, values, i).max(0f).intoArray(values, i);
    }
    plain.relu(values, i, start + count - i);
  }

  @Override
  public void normalise(
      int rows, int width, float[] values, int start, float[] norm, int normStart) {
    if (width % LANES != 0) {
      plain.normalise(rows, width, values, start, norm, normStart);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int at = start + i * width;
      FloatVector sum = FloatVector.fromArray(SPECIES, values, at);
      sum = sum.mul(sum);
      for (int j = LANES; j < width; j += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, values, at + j);
        sum = v.fma(v, sum);
      }
      float r = PlainKernels.factor(sum.reduceLanes(VectorOperators.ADD), width);
      for (int j = 0; j < width; j += LANES) {
        FloatVector.fromArray(SPECIES, values, at + j).mul(r).intoArray(values, at + j);
      }
      norm[normStart + i] = r;
    }
  }

  @Override
  public void normaliseBackward(
      int rows, int width, float[] values, int start, float[] norm, int normStart, float[] grad) {
    if (width % LANES != 0) {
      plain.normaliseBackward(rows, width, values, start, norm, normStart, grad);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int at = start + i * width;
      int g = i * width;
      FloatVector sum =
          FloatVector.fromArray(SPECIES, values, at).mul(FloatVector.fromArray(SPECIES, grad, g));
      for (int j = LANES; j < width; j += LANES) {
        sum =
            FloatVector.fromArray(SPECIES, values, at + j)
                .fma(FloatVector.fromArray(SPECIES, grad, g + j), sum);
      }
      float dot = sum.reduceLanes(VectorOperators.ADD) / width;
      float r = norm[normStart + i];
      for (int j = 0; j < width; j += LANES) {
        FloatVector.fromArray(SPECIES, grad, g + j)
            .sub(FloatVector.fromArray(SPECIES, values, at + j).mul(dot))
            .mul(r)
            .intoArray(grad, g + j);
      }
    }
  }

  @Override
  public RowMath rows() {
    return rows;
  }

  @Override
  public String name() {
    return "Vector API, " + LANES + " lanes";
  }
}
