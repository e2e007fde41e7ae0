package io.consilium.expert.vision.internal.grid;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Tells digits apart: a convolutional network (LeCun et al. 1998, in small) of two convolutions by
 * five with step two, one hidden layer, and a softmax over the digits 0 to 9 and "no digit".
 * Trained by {@code GlyphTraining} in this module's tests. Thread-safe; 0.2 ms a character.
 *
 * <p>Shapes: 24x24 -> 12x12x8 -> 6x6x24 -> 64 -> 11.
 */
final class GlyphNet {
  static final int CLASSES = 11;
  static final int NO_DIGIT = 10;
  static final int KERNEL = 5;
  static final int FIRST = 8;
  static final int SECOND = 24;
  static final int HIDDEN = 64;
  static final int MIDDLE = Glyph.SIDE / 2;
  static final int SMALL = Glyph.SIDE / 4;

  /** Weights a layer, the bias last in each row: {rows, columns}. */
  static final int[][] SHAPES = {
    {FIRST, KERNEL * KERNEL + 1},
    {SECOND, KERNEL * KERNEL * FIRST + 1},
    {HIDDEN, SMALL * SMALL * SECOND + 1},
    {CLASSES, HIDDEN + 1}
  };

  final float[][] weights;

  GlyphNet(float[][] weights) {
    this.weights = weights;
  }

  /** The network that ships. */
  static GlyphNet shipped() {
    try (InputStream in = GlyphNet.class.getResourceAsStream("digits.net")) {
      if (in == null) {
        throw new IllegalStateException("The weights (digits.net) are not in this bundle.");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The weights (digits.net) cannot be read.", e);
    }
  }

  /** Probability of each class. */
  float[] classify(Glyph glyph) {
    return softmax(layers(glyph.ink())[4]);
  }

  /** Values of every layer, the input first, the last before its softmax. */
  float[][] layers(float[] ink) {
    float[][] values = new float[5][];
    values[0] = ink;
    values[1] = convolved(ink, Glyph.SIDE, 1, weights[0], FIRST);
    values[2] = convolved(values[1], MIDDLE, FIRST, weights[1], SECOND);
    values[3] = dense(values[2], weights[2], HIDDEN, true);
    values[4] = dense(values[3], weights[3], CLASSES, false);
    return values;
  }

  /** Zeros beyond the edges, step two, then what is negative is zero. Channel by channel last. */
  private static float[] convolved(float[] in, int side, int channels, float[] w, int filters) {
    int half = side / 2;
    float[] out = new float[half * half * filters];
    int columns = KERNEL * KERNEL * channels + 1;
    for (int y = 0; y < half; y++) {
      for (int x = 0; x < half; x++) {
        for (int f = 0; f < filters; f++) {
          float sum = w[(f + 1) * columns - 1];
          for (int ky = 0; ky < KERNEL; ky++) {
            int sy = 2 * y + ky - 1;
            if (sy < 0 || sy >= side) {
              continue;
            }
            int from = Math.max(0, 1 - 2 * x);
            int to = Math.min(KERNEL, side + 1 - 2 * x);
            int i = (sy * side + 2 * x + from - 1) * channels;
            int k = f * columns + (ky * KERNEL + from) * channels;
            for (int end = i + (to - from) * channels; i < end; i++, k++) {
              sum += w[k] * in[i];
            }
          }
          out[(y * half + x) * filters + f] = Math.max(0, sum);
        }
      }
    }
    return out;
  }

  private static float[] dense(float[] in, float[] w, int rows, boolean rectified) {
    float[] out = new float[rows];
    int columns = in.length + 1;
    for (int r = 0; r < rows; r++) {
      float sum = w[(r + 1) * columns - 1];
      for (int i = 0; i < in.length; i++) {
        sum += w[r * columns + i] * in[i];
      }
      out[r] = rectified ? Math.max(0, sum) : sum;
    }
    return out;
  }

  static float[] softmax(float[] in) {
    float most = Float.NEGATIVE_INFINITY;
    for (float v : in) {
      most = Math.max(most, v);
    }
    float[] out = new float[in.length];
    float sum = 0;
    for (int i = 0; i < in.length; i++) {
      out[i] = (float) Math.exp(in[i] - most);
      sum += out[i];
    }
    for (int i = 0; i < in.length; i++) {
      out[i] /= sum;
    }
    return out;
  }

  /** One byte a weight, and a scale for each row. */
  void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    for (int layer = 0; layer < SHAPES.length; layer++) {
      int columns = SHAPES[layer][1];
      for (int r = 0; r < SHAPES[layer][0]; r++) {
        float most = 1e-9f;
        for (int c = 0; c < columns; c++) {
          most = Math.max(most, Math.abs(weights[layer][r * columns + c]));
        }
        out.writeFloat(most / 127);
        for (int c = 0; c < columns; c++) {
          out.writeByte(Math.round(weights[layer][r * columns + c] / (most / 127)));
        }
      }
    }
    out.flush();
  }

  static GlyphNet read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    float[][] weights = new float[SHAPES.length][];
    for (int layer = 0; layer < SHAPES.length; layer++) {
      int columns = SHAPES[layer][1];
      weights[layer] = new float[SHAPES[layer][0] * columns];
      for (int r = 0; r < SHAPES[layer][0]; r++) {
        float scale = in.readFloat();
        for (int c = 0; c < columns; c++) {
          weights[layer][r * columns + c] = scale * in.readByte();
        }
      }
    }
    return new GlyphNet(weights);
  }
}
