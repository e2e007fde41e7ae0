package io.consilium.expert.vision.internal.grid;

import java.util.Arrays;

/**
 * The inside of a cell, {@link #SIDE} by {@link #SIDE} gray levels row by row.
 *
 * @param paper level of its background
 * @param contrast how much darker its darkest parts are
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed over, never compared
record Patch(float[] levels, double paper, double contrast) {
  static final int SIDE = 48;

  /** Share of a cell that its darkest parts are measured by. */
  private static final double DARKEST = 0.02;

  /** Lines around the cell may show here, so it is not measured. */
  private static final int EDGE = 4;

  static Patch of(float[] levels) {
    float[] sorted = new float[(SIDE - 2 * EDGE) * (SIDE - 2 * EDGE)];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = levels[(EDGE + i / (SIDE - 2 * EDGE)) * SIDE + EDGE + i % (SIDE - 2 * EDGE)];
    }
    Arrays.sort(sorted);
    double paper = sorted[(int) (sorted.length * 0.6)];
    int few = (int) (sorted.length * DARKEST);
    double dark = 0;
    for (int i = 0; i < few; i++) {
      dark += sorted[i] / few;
    }
    return new Patch(levels, paper, Math.max(0, paper - dark));
  }

  /** The same with a contrast that a whole picture agrees on. */
  Patch withContrast(double agreed) {
    return new Patch(levels, paper, agreed);
  }

  float at(int x, int y) {
    return levels[y * SIDE + x];
  }

  boolean[] mask(double share) {
    boolean[] mask = new boolean[levels.length];
    double limit = paper - share * contrast;
    for (int i = 0; i < mask.length; i++) {
      mask[i] = levels[i] < limit;
    }
    return mask;
  }

  /** Ink from 0 to 1 between pixels; nothing where it is not to be kept. */
  double ink(boolean[] keep, double px, double py) {
    int x = (int) Math.floor(px);
    int y = (int) Math.floor(py);
    double fx = px - x;
    double fy = py - y;
    return (at(keep, x, y) * (1 - fx) + at(keep, x + 1, y) * fx) * (1 - fy)
        + (at(keep, x, y + 1) * (1 - fx) + at(keep, x + 1, y + 1) * fx) * fy;
  }

  private double at(boolean[] keep, int x, int y) {
    if (x < 0 || y < 0 || x >= SIDE || y >= SIDE || !keep[y * SIDE + x]) {
      return 0;
    }
    return Math.max(0, Math.min(1, (paper - at(x, y)) / contrast));
  }
}
