package io.consilium.expert.vision.internal.image;

/** Splits ink from paper. */
public final class Binarizer {
  private Binarizer() {}

  /** The gray level that parts dark from light best (Otsu 1979). */
  public static int threshold(Gray gray) {
    int[] counts = gray.histogram();
    double total = gray.pixels().length;
    double sum = 0;
    for (int level = 0; level < 256; level++) {
      sum += level * (double) counts[level];
    }
    double dark = 0;
    double darkSum = 0;
    double best = -1;
    int threshold = 127;
    for (int level = 0; level < 256; level++) {
      dark += counts[level];
      darkSum += level * (double) counts[level];
      double light = total - dark;
      if (dark == 0 || light == 0) {
        continue;
      }
      double apart = darkSum / dark - (sum - darkSum) / light;
      double between = dark * light * apart * apart;
      if (between > best) {
        best = between;
        threshold = level;
      }
    }
    return threshold;
  }

  /** True where ink is. */
  public static Mask ink(Gray gray, int threshold) {
    boolean[] ink = new boolean[gray.pixels().length];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (gray.pixels()[i] & 255) <= threshold;
    }
    return new Mask(ink, gray.width(), gray.height());
  }

  /**
   * Black and white by the mean and deviation around each pixel (Sauvola and Pietikainen 2000,
   * k=0.2, R=128), for uneven light and tinted backgrounds.
   */
  public static Gray sauvola(Gray gray, int window) {
    int w = gray.width();
    int h = gray.height();
    double[] sums = new double[(w + 1) * (h + 1)];
    double[] squares = new double[(w + 1) * (h + 1)];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double v = gray.at(x, y);
        int i = (y + 1) * (w + 1) + x + 1;
        sums[i] = v + sums[i - 1] + sums[i - w - 1] - sums[i - w - 2];
        squares[i] = v * v + squares[i - 1] + squares[i - w - 1] - squares[i - w - 2];
      }
    }
    byte[] out = new byte[w * h];
    int half = window / 2;
    for (int y = 0; y < h; y++) {
      int top = Math.max(0, y - half) * (w + 1);
      int bottom = Math.min(h, y + half + 1) * (w + 1);
      for (int x = 0; x < w; x++) {
        int left = Math.max(0, x - half);
        int right = Math.min(w, x + half + 1);
        double n = (double) (bottom - top) / (w + 1) * (right - left);
        double mean = window(sums, left, right, top, bottom) / n;
        double variance = window(squares, left, right, top, bottom) / n - mean * mean;
        double limit = mean * (1 + 0.2 * (Math.sqrt(Math.max(0, variance)) / 128 - 1));
        out[y * w + x] = (byte) (gray.at(x, y) > limit ? 255 : 0);
      }
    }
    return new Gray(out, w, h);
  }

  private static double window(double[] sums, int left, int right, int top, int bottom) {
    return sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
  }
}
