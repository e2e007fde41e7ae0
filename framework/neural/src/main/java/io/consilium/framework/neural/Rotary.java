package io.consilium.framework.neural;

/**
 * Rotary position angles (arXiv 2104.09864, section 3.4.2): position p, pair i turns by p
 * theta^(-2i / d). The second half of each row repeats the first.
 *
 * @param cos [positions, d]
 * @param sin [positions, d]
 * @param width d, the width of a head
 */
record Rotary(float[] cos, float[] sin, int width) {

  /** The angles are rounded to float first, as in the references. */
  static Rotary of(int positions, int width, double theta) {
    float[] cos = new float[positions * width];
    float[] sin = new float[positions * width];
    for (int p = 0; p < positions; p++) {
      for (int i = 0; i < width; i++) {
        int pair = i % (width / 2);
        float angle = p * (float) (1 / Math.pow(theta, 2.0 * pair / width));
        cos[p * width + i] = (float) Math.cos(angle);
        sin[p * width + i] = (float) Math.sin(angle);
      }
    }
    return new Rotary(cos, sin, width);
  }
}
