package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Walks buffers as spans of arrays: in place where an array lies beneath, else in copied pieces.
 */
final class Spans {
  private static final int PIECE = 4096;

  private Spans() {}

  /** Works on one span; {@code first} is its place in the vector. */
  @FunctionalInterface
  interface Kernel {
    void apply(float[] a, int aAt, float[] b, int bAt, int first, int length);
  }

  /** Gives every span of both buffers to the kernel; what it writes into {@code a} is kept. */
  static void update(FloatBuffer a, FloatBuffer b, Kernel kernel) {
    int size = a.remaining();
    if (a.hasArray() && b.hasArray()) {
      kernel.apply(
          a.array(),
          a.arrayOffset() + a.position(),
          b.array(),
          b.arrayOffset() + b.position(),
          0,
          size);
      return;
    }
    float[] pieceA = new float[Math.min(PIECE, size)];
    float[] pieceB = new float[pieceA.length];
    for (int first = 0; first < size; first += PIECE) {
      int length = Math.min(PIECE, size - first);
      a.get(a.position() + first, pieceA, 0, length);
      b.get(b.position() + first, pieceB, 0, length);
      kernel.apply(pieceA, 0, pieceB, 0, first, length);
      a.put(a.position() + first, pieceA, 0, length);
    }
  }

  static void requireSize(String what, int size, FloatBuffer buffer) {
    if (buffer.remaining() != size) {
      throw new IllegalArgumentException(
          ("The %s has (%d) numbers where (%d) are expected."
                  + " Maybe its position or limit was moved, or it belongs to another tensor.")
              .formatted(what, buffer.remaining(), size));
    }
  }

  /** Copies a remembered vector out of a saved state. */
  static void restore(Map<String, float[]> state, String name, float[] into) {
    float[] saved = state.get(name);
    if (saved == null || saved.length != into.length) {
      throw new IllegalArgumentException(
          "The saved state has (%s) for \"%s\" where (%d) numbers are expected. Maybe it is the state of another optimiser or tensor."
              .formatted(saved == null ? "nothing" : saved.length + " numbers", name, into.length));
    }
    System.arraycopy(saved, 0, into, 0, into.length);
  }

  static double requireBetween(String what, double value, double least, double below) {
    if (!(value >= least && value < below)) {
      throw new IllegalArgumentException(
          "%s (%s) is not in [%s, %s).".formatted(what, value, least, below));
    }
    return value;
  }
}
