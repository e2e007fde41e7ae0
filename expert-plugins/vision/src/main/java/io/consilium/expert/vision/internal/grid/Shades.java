package io.consilium.expert.vision.internal.grid;

import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Mask;

/** A gray picture with its local means, so that ink is told from paper under uneven light. */
final class Shades {
  private final Gray gray;
  private final long[] sums;

  Shades(Gray gray) {
    this.gray = gray;
    int w = gray.width() + 1;
    sums = new long[w * (gray.height() + 1)];
    for (int y = 0; y < gray.height(); y++) {
      for (int x = 0; x < gray.width(); x++) {
        int i = (y + 1) * w + x + 1;
        sums[i] = gray.at(x, y) + sums[i - 1] + sums[i - w] - sums[i - w - 1];
      }
    }
  }

  Gray gray() {
    return gray;
  }

  /** Mean of the window around a pixel, as far as it lies inside. */
  double mean(int x, int y, int reach) {
    int w = gray.width() + 1;
    int left = Math.max(0, x - reach);
    int right = Math.min(gray.width(), x + reach + 1);
    int top = Math.max(0, y - reach);
    int bottom = Math.min(gray.height(), y + reach + 1);
    long sum =
        sums[bottom * w + right]
            - sums[bottom * w + left]
            - sums[top * w + right]
            + sums[top * w + left];
    return (double) sum / ((long) (right - left) * (bottom - top));
  }

  /** Pixels darker than their surroundings by so much. */
  Mask ink(int reach, double darker) {
    boolean[] set = new boolean[gray.width() * gray.height()];
    for (int y = 0; y < gray.height(); y++) {
      for (int x = 0; x < gray.width(); x++) {
        set[y * gray.width() + x] = gray.at(x, y) < mean(x, y, reach) - darker;
      }
    }
    return new Mask(set, gray.width(), gray.height());
  }

  /** Gray level between pixels, bilinear; the nearest pixel outside. */
  double at(double px, double py) {
    double bx = Math.max(0, Math.min(gray.width() - 1.001, px));
    double by = Math.max(0, Math.min(gray.height() - 1.001, py));
    int x = (int) bx;
    int y = (int) by;
    double fx = bx - x;
    double fy = by - y;
    double top = gray.at(x, y) * (1 - fx) + gray.at(x + 1, y) * fx;
    double bottom = gray.at(x, y + 1) * (1 - fx) + gray.at(x + 1, y + 1) * fx;
    return top * (1 - fy) + bottom * fy;
  }
}
