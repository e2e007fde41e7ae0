package io.consilium.expert.vision.internal.image;

/**
 * Finds by how much a page is turned: text lines and rules make the sharpest row profile when they
 * lie level (Postl 1986).
 */
public final class Deskew {
  private static final double LARGEST = 5;
  private static final int MOST_POINTS = 60_000;

  private Deskew() {}

  /** Degrees by which the page is turned clockwise, within five to either side. */
  public static double angle(Gray gray) {
    int[][] points = ink(gray);
    if (points[0].length < 50) {
      return 0;
    }
    int size = (int) Math.hypot(gray.width(), gray.height()) + 2;
    double best = search(points, size, 0, LARGEST, 0.5);
    best = search(points, size, best, 0.5, 0.1);
    best = search(points, size, best, 0.1, 0.02);
    return Math.abs(best) < 0.1 ? 0 : best;
  }

  private static double search(int[][] points, int size, double center, double reach, double step) {
    double best = center;
    double most = -1;
    int steps = (int) Math.round(reach / step);
    for (int i = -steps; i <= steps; i++) {
      double angle = center + i * step;
      // Level wins a tie, so a picture without lines stays as it is.
      double score = sharpness(points, size, angle) * (angle == 0 ? 1.002 : 1);
      if (score > most) {
        most = score;
        best = angle;
      }
    }
    return best;
  }

  private static double sharpness(int[][] points, int size, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    int[] rows = new int[2 * size];
    for (int i = 0; i < points[0].length; i++) {
      rows[size + (int) Math.floor(points[1][i] * cos - points[0][i] * sin)]++;
    }
    double score = 0;
    for (int i = 1; i < rows.length; i++) {
      double change = rows[i] - rows[i - 1];
      score += change * change;
    }
    return score;
  }

  // Only the upper edge of ink counts: filled areas have few, lines and letters have many.
  private static int[][] ink(Gray gray) {
    int threshold = Binarizer.threshold(gray);
    int count = 0;
    int[] xs = new int[1 << 12];
    int[] ys = new int[1 << 12];
    int stride = Math.max(1, gray.width() * gray.height() / (MOST_POINTS * 20));
    for (int x = 0; x < gray.width(); x += stride) {
      for (int y = 1; y < gray.height(); y++) {
        if (gray.at(x, y) <= threshold && gray.at(x, y - 1) > threshold) {
          if (count == xs.length) {
            xs = java.util.Arrays.copyOf(xs, count * 2);
            ys = java.util.Arrays.copyOf(ys, count * 2);
          }
          xs[count] = x;
          ys[count++] = y;
        }
      }
    }
    return new int[][] {java.util.Arrays.copyOf(xs, count), java.util.Arrays.copyOf(ys, count)};
  }
}
