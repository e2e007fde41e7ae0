package io.consilium.expert.vision.internal.grid;

/**
 * One character, brought to a common size: {@link #SIDE} by {@link #SIDE} values row by row, 0
 * paper to 1 ink, {@link #HEIGHT} high, in the middle.
 *
 * @param width of the character as found, in patch pixels
 * @param height of the character as found, in patch pixels
 */
@SuppressWarnings("ArrayRecordComponent") // values are handed over, never compared
record Glyph(float[] ink, int width, int height) {
  static final int SIDE = 24;
  static final int HEIGHT = 20;

  /** The part of a patch's ink inside a box, without what the keep leaves out. */
  static Glyph of(Patch patch, boolean[] keep, int left, int top, int right, int bottom) {
    int w = right - left;
    int h = bottom - top;
    double scale = Math.max((double) h / HEIGHT, (double) w / (SIDE - 2));
    float[] out = new float[SIDE * SIDE];
    double midX = (left + right) / 2.0;
    double midY = (top + bottom) / 2.0;
    int rays = Math.max(1, (int) Math.ceil(scale));
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double sum = 0;
        for (int ray = 0; ray < rays * rays; ray++) {
          double dx = x + (ray % rays + 0.5) / rays - SIDE / 2.0;
          double dy = y + (ray / rays + 0.5) / rays - SIDE / 2.0;
          sum += patch.ink(keep, midX + dx * scale - 0.5, midY + dy * scale - 0.5);
        }
        out[y * SIDE + x] = (float) (sum / (rays * rays));
      }
    }
    return new Glyph(out, w, h);
  }

  /** Mean square difference of two characters. */
  double distance(Glyph other) {
    double sum = 0;
    for (int i = 0; i < ink.length; i++) {
      double d = ink[i] - other.ink[i];
      sum += d * d;
    }
    return sum / ink.length;
  }
}
