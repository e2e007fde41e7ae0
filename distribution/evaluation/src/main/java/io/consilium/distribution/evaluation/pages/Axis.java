package io.consilium.distribution.evaluation.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value axis with round ticks.
 *
 * @param low value at its lower end, a tick
 * @param high value at its upper end, a tick
 * @param step between ticks
 */
record Axis(double low, double high, double step) {

  static Axis over(double[] values, boolean fromZero, int ticks) {
    double max = Arrays.stream(values).max().orElse(1);
    double min = Arrays.stream(values).min().orElse(0);
    double top = fromZero ? Math.max(0, max) : max;
    double bottom = fromZero ? Math.min(0, min) : min;
    double rough = Math.max(1e-9, top - bottom) / ticks;
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = magnitude * 10;
    for (double factor : new double[] {5, 2.5, 2, 1}) {
      step = magnitude * factor >= rough ? magnitude * factor : step;
    }
    return new Axis(
        Math.floor(bottom / step + 1e-9) * step, Math.ceil(top / step - 1e-9) * step, step);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step / 2; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** Where a value lies, 0 at the low end and 1 at the high end. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  double span() {
    return high - low;
  }

  /** Digits after the point that ticks need. */
  int decimals() {
    for (int digits = 0; digits < 4; digits++) {
      double shifted = step * Math.pow(10, digits);
      if (Math.abs(shifted - Math.rint(shifted)) < 1e-6) {
        return digits;
      }
    }
    return 4;
  }
}
