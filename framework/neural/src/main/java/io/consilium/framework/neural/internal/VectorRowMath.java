package io.consilium.framework.neural.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The same on the Vector API, whose exponential takes a whole vector at once. */
public final class VectorRowMath implements RowMath {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1f);

  private final RowMath plain = new PlainRowMath();

  @Override
  public float dot(float[] a, float[] b, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      sum = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), sum);
    }
    float rest = 0;
    for (; i < n; i++) {
      rest += a[i] * b[i];
    }
    return sum.reduceLanes(VectorOperators.ADD) + rest;
  }

  @Override
  public void gate(int rows, int n, float[] gateUp, int start, float[] out, int outStart) {
    if (n % LANES != 0) {
      plain.gate(rows, n, gateUp, start, out, outStart);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int at = start + r * 2 * n;
      int o = outStart + r * n;
      for (int i = 0; i < n; i += LANES) {
        FloatVector gate = FloatVector.fromArray(SPECIES, gateUp, at + i);
        FloatVector up = FloatVector.fromArray(SPECIES, gateUp, at + n + i);
        gate.mul(up).div(denominator(gate)).intoArray(out, o + i);
      }
    }
  }

  @Override
  public void gateBackward(int rows, int n, float[] gateUp, int start, float[] g, float[] back) {
    if (n % LANES != 0) {
      plain.gateBackward(rows, n, gateUp, start, g, back);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int at = start + r * 2 * n;
      int d = r * 2 * n;
      for (int i = 0; i < n; i += LANES) {
        FloatVector gate = FloatVector.fromArray(SPECIES, gateUp, at + i);
        FloatVector up = FloatVector.fromArray(SPECIES, gateUp, at + n + i);
        FloatVector grad = FloatVector.fromArray(SPECIES, g, r * n + i);
        FloatVector s = ONE.div(denominator(gate));
        FloatVector slope = ONE.sub(s).fma(gate, ONE).mul(s); // s (1 + gate (1 - s))
        grad.mul(up).mul(slope).intoArray(back, d + i);
        grad.mul(gate).mul(s).intoArray(back, d + n + i);
      }
    }
  }

  /** 1 + exp(-x). */
  private static FloatVector denominator(FloatVector x) {
    return x.neg().lanewise(VectorOperators.EXP).add(ONE);
  }

  @Override
  public void softmax(float[] row, int n) {
    float max = max(row, n);
    FloatVector sums = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, row, i).sub(max).lanewise(VectorOperators.EXP);
      e.intoArray(row, i);
      sums = sums.add(e);
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    for (; i < n; i++) {
      row[i] = (float) Math.exp(row[i] - max);
      sum += row[i];
    }
    float scale = 1 / sum;
    for (i = 0; i < n; i++) {
      row[i] *= scale;
    }
  }

  private static float max(float[] row, int n) {
    FloatVector most = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      most = most.max(FloatVector.fromArray(SPECIES, row, i));
    }
    float max = most.reduceLanes(VectorOperators.MAX);
    for (; i < n; i++) {
      max = Math.max(max, row[i]);
    }
    return max;
  }
}
