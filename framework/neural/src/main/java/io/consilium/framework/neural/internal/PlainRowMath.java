package io.consilium.framework.neural.internal;

/** Plain loops. */
public final class PlainRowMath implements RowMath {

  @Override
  public float dot(float[] a, float[] b, int n) {
    // Four sums, since one would wait for each addition.
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  @Override
  public void gate(int rows, int n, float[] gateUp, int start, float[] out, int outStart) {
    for (int r = 0; r < rows; r++) {
      int at = start + r * 2 * n;
      int o = outStart + r * n;
      for (int i = 0; i < n; i++) {
        out[o + i] = gateUp[at + i] * sigmoid(gateUp[at + i]) * gateUp[at + n + i];
      }
    }
  }

  @Override
  public void gateBackward(int rows, int n, float[] gateUp, int start, float[] g, float[] back) {
    for (int r = 0; r < rows; r++) {
      int at = start + r * 2 * n;
      int d = r * 2 * n;
      for (int i = 0; i < n; i++) {
        float gate = gateUp[at + i];
        float s = sigmoid(gate);
        float grad = g[r * n + i];
        back[d + i] = grad * gateUp[at + n + i] * s * (1 + gate * (1 - s));
        back[d + n + i] = grad * gate * s;
      }
    }
  }

  @Override
  public void softmax(float[] row, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, row[i]);
    }
    float sum = 0;
    for (int i = 0; i < n; i++) {
      row[i] = (float) Math.exp(row[i] - max);
      sum += row[i];
    }
    float scale = 1 / sum;
    for (int i = 0; i < n; i++) {
      row[i] *= scale;
    }
  }

  private static float sigmoid(float x) {
    return 1 / (1 + (float) Math.exp(-x));
  }
}
