package io.consilium.framework.neural.graph;

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
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c00 = zero;
    FloatVector c01 = zero;
    FloatVector c10 = zero;
    FloatVector c11 = zero;
    FloatVector c20 = zero;
    FloatVector c21 = zero;
    FloatVector c30 = zero;
    FloatVector c31 = zero;
    FloatVector c40 = zero;
    FloatVector c41 = zero;
    FloatVector c50 = zero;
    FloatVector c51 = zero;
    FloatVector c60 = zero;
    FloatVector c61 = zero;
    FloatVector c70 = zero;
    FloatVector c71 = zero;
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
    add(c00, c01, c, c0);
    add(c10, c11, c, c0 + columns);
    add(c20, c21, c, c0 + 2 * columns);
    add(c30, c31, c, c0 + 3 * columns);
    add(c40, c41, c, c0 + 4 * columns);
    add(c50, c51, c, c0 + 5 * columns);
    add(c60, c61, c, c0 + 6 * columns);
    add(c70, c71, c, c0 + 7 * columns);
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
    FloatVector first = FloatVector.zero(SPECIES);
    FloatVector second = first;
    int at = a0;
    int from = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector f = FloatVector.broadcast(SPECIES, a[at]);
      first = f.fma(FloatVector.fromArray(SPECIES, b, from), first);
      second = f.fma(FloatVector.fromArray(SPECIES, b, from + LANES), second);
      at += aColumn;
      from += columns;
    }
    add(first, second, c, c0);
  }

  private static void add(FloatVector first, FloatVector second, float[] c, int at) {
    FloatVector.fromArray(SPECIES, c, at).add(first).intoArray(c, at);
    FloatVector.fromArray(SPECIES, c, at + LANES).add(second).intoArray(c, at + LANES);
  }

  @Override
  public void gate(int rows, int hidden, float[] pre, int preStart, float[] out, int outStart) {
    if (hidden % LANES != 0) {
      plain.gate(rows, hidden, pre, preStart, out, outStart);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int g = preStart + i * 2 * hidden;
      int o = outStart + i * hidden;
      for (int j = 0; j < hidden; j += LANES) {
        FloatVector gate = FloatVector.fromArray(SPECIES, pre, g + j);
        FloatVector up = FloatVector.fromArray(SPECIES, pre, g + hidden + j);
        gate.mul(sigmoid(gate)).mul(up).intoArray(out, o + j);
      }
    }
  }

  @Override
  public void gateBackward(
      int rows, int hidden, float[] pre, int preStart, float[] gradOut, float[] gradPre) {
    if (hidden % LANES != 0) {
      plain.gateBackward(rows, hidden, pre, preStart, gradOut, gradPre);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int g = preStart + i * 2 * hidden;
      int d = i * 2 * hidden;
      for (int j = 0; j < hidden; j += LANES) {
        FloatVector gate = FloatVector.fromArray(SPECIES, pre, g + j);
        FloatVector up = FloatVector.fromArray(SPECIES, pre, g + hidden + j);
        FloatVector grad = FloatVector.fromArray(SPECIES, gradOut, i * hidden + j);
        FloatVector s = sigmoid(gate);
        FloatVector slope = s.neg().add(1f).fma(gate, FloatVector.broadcast(SPECIES, 1f)).mul(s);
        grad.mul(up).mul(slope).intoArray(gradPre, d + j);
        grad.mul(gate).mul(s).intoArray(gradPre, d + hidden + j);
      }
    }
  }

  private static FloatVector sigmoid(FloatVector x) {
    FloatVector e = x.neg().lanewise(VectorOperators.EXP);
    return FloatVector.broadcast(SPECIES, 1f).div(e.add(1f));
  }

  @Override
  public String name() {
    return "Vector API, " + LANES + " lanes";
  }
}
