package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where values lie in a plot.
 *
 * @param count periods across
 * @param low value at the bottom, a tick
 * @param high value at the top, a tick
 * @param step between ticks
 * @param left room for tick labels
 */
record PlotScale(int count, double low, double high, double step, double left) {
  private static final int TICKS = 5;

  static PlotScale of(Forecast forecast) {
    DoubleStream future =
        forecast.points().stream().flatMapToDouble(PlotScale::bounds).filter(Double::isFinite);
    DoubleStream past = DoubleStream.of(forecast.history().values());
    DoubleSummaryStatistics range = DoubleStream.concat(past, future).summaryStatistics();
    double span = range.getMax() - range.getMin();
    // Figures far above zero are shown from zero only if that does not flatten them.
    boolean fromZero = range.getMin() > 0 && range.getMin() < 0.6 * range.getMax();
    double bottom = fromZero ? 0 : range.getMin();
    double step =
        step(Math.max(range.getMax() - bottom, Math.max(span, Math.abs(range.getMax()) * 1e-6)));
    double low = Math.floor(bottom / step) * step;
    double high = Math.max(low + step, Math.ceil(range.getMax() / step) * step);
    int count = forecast.history().observations().size() + forecast.points().size();
    int digits = Figures.plain(high).length();
    return new PlotScale(
        count, low, high, step, 24 + 7.5 * Math.max(digits, Figures.plain(low).length()));
  }

  private static DoubleStream bounds(ForecastPoint point) {
    return DoubleStream.of(point.lower95(), point.mean(), point.upper95());
  }

  /** 1, 2, 2.5 or 5 times a power of ten. */
  private static double step(double span) {
    double rough = Math.max(span, 1e-12) / TICKS;
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (factor * magnitude >= rough) {
        return factor * magnitude;
      }
    }
    return 10 * magnitude;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step / 2 && i < 50; i++) {
      double tick = low + i * step;
      ticks.add(Math.abs(tick) < step / 1e6 ? 0 : Math.round(tick / step * 2) * step / 2);
    }
    return ticks;
  }

  double x(int index) {
    return left + 14 + (right() - left - 34) * (count < 2 ? 0.5 : index / (count - 1.0));
  }

  double y(double value) {
    double inside = Double.isFinite(value) ? Math.max(low, Math.min(high, value)) : low;
    return bottom() - (inside - low) / (high - low) * (bottom() - top());
  }

  double top() {
    return 14;
  }

  double bottom() {
    return Plot.HEIGHT - 36;
  }

  double right() {
    return Plot.WIDTH - 8;
  }
}
