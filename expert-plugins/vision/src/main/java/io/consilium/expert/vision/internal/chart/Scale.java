package io.consilium.expert.vision.internal.chart;

import java.util.List;

/**
 * What a pixel on the value axis stands for: {@code value = offset + slope * pixel}, or its power
 * of ten if logarithmic.
 *
 * @param ticks how many tick labels agree with it
 */
record Scale(double offset, double slope, boolean logarithmic, int ticks) {

  /** A printed value and where on the axis it stands. */
  record Tick(double value, double pixel) {}

  double value(double pixel) {
    double linear = offset + slope * pixel;
    return logarithmic ? Math.pow(10, linear) : linear;
  }

  double pixel(double value) {
    return ((logarithmic ? Math.log10(value) : value) - offset) / slope;
  }

  Scale shifted(double pixels) {
    return new Scale(offset - slope * pixels, slope, logarithmic, ticks);
  }

  /** The difference that one pixel makes, at this pixel. */
  double step(double pixel) {
    return Math.abs(value(pixel + 0.5) - value(pixel - 0.5));
  }

  /**
   * The scale on which most ticks lie within a tolerance, over all pairs (Fischler and Bolles
   * 1981), then least squares over those; null if fewer than three agree, or two where only two are
   * given.
   *
   * @param rising true if values grow with the pixel
   */
  static Scale fit(List<Tick> ticks, double tolerance, boolean rising) {
    Scale linear = best(ticks, tolerance, rising, false);
    Scale log = best(ticks, tolerance, rising, true);
    if (linear == null || (log != null && log.ticks > linear.ticks && log.ticks >= 3)) {
      return log;
    }
    return linear;
  }

  private static Scale best(List<Tick> ticks, double tolerance, boolean rising, boolean log) {
    Scale best = null;
    List<Tick> usable = ticks.stream().filter(t -> !log || t.value > 0).toList();
    for (int i = 0; i < usable.size(); i++) {
      for (int j = i + 1; j < usable.size(); j++) {
        Scale through = through(usable.get(i), usable.get(j), log);
        if (through == null || (through.slope > 0) != rising) {
          continue;
        }
        List<Tick> near =
            usable.stream()
                .filter(t -> Math.abs(through.pixel(t.value) - t.pixel) <= tolerance)
                .toList();
        if (near.size() >= 2 && (best == null || near.size() > best.ticks)) {
          best = leastSquares(near, log);
        }
      }
    }
    int enough = log ? 4 : 3;
    return best != null && best.ticks >= enough ? best : null;
  }

  /** Through two ticks; null if they do not differ. */
  static Scale through(Tick a, Tick b, boolean log) {
    double va = log ? Math.log10(a.value) : a.value;
    double vb = log ? Math.log10(b.value) : b.value;
    if (va == vb || Math.abs(a.pixel - b.pixel) < 3) {
      return null;
    }
    double slope = (vb - va) / (b.pixel - a.pixel);
    return new Scale(va - slope * a.pixel, slope, log, 2);
  }

  private static Scale leastSquares(List<Tick> ticks, boolean log) {
    double n = ticks.size();
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (Tick tick : ticks) {
      double v = log ? Math.log10(tick.value) : tick.value;
      sx += tick.pixel;
      sy += v;
      sxx += tick.pixel * tick.pixel;
      sxy += tick.pixel * v;
    }
    double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    long distinct = ticks.stream().mapToLong(t -> Math.round(t.pixel / 3)).distinct().count();
    return new Scale((sy - slope * sx) / n, slope, log, (int) distinct);
  }
}
