package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.expert.vision.internal.chart.BarFinder.Bars;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.table.NumberReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers printed at bars. */
final class ValueLabels {
  private final List<Label> numeric;
  private final NumberReader numbers;
  private final int unit;
  private final Bars bars;

  ValueLabels(List<Label> labels, NumberReader numbers, ChartScan scan, Bars bars) {
    this.numeric = labels.stream().filter(label -> label.number(numbers).isPresent()).toList();
    this.numbers = numbers;
    this.unit = scan.unit();
    this.bars = bars;
  }

  /** The value printed at a bar if it agrees with its length, else what the length says. */
  PlottedPoint point(Bar bar, double geometric, Scale scale, String name, boolean axis) {
    double slack = Math.max(0.05 * Math.abs(geometric), 3.5 * scale.step(bar.lo()));
    Label best =
        candidates(bar).stream()
            .filter(label -> Math.abs(number(label) - geometric) <= slack)
            .min(Comparator.comparingDouble(label -> Math.abs(number(label) - geometric)))
            .orElse(null);
    if (best != null) {
      return new PlottedPoint(name, number(best), Math.max(0.9, best.confidence()), true);
    }
    return new PlottedPoint(name, rounded(geometric, scale, bar), axis ? 0.8 : 0.6, false);
  }

  /** A scale from bars and their printed values alone; null if they do not agree. */
  Scale scale() {
    Scale best = null;
    List<Scale.Tick> ends = new ArrayList<>();
    for (Bar bar : bars.bars()) {
      if (bars.onBase(bar)) {
        candidates(bar).forEach(l -> ends.add(new Scale.Tick(number(l), end(bar))));
      }
    }
    Scale.Tick zero = new Scale.Tick(0, bars.base());
    for (Scale.Tick tick : ends) {
      Scale through = Scale.through(zero, tick, false);
      if (through == null || (through.slope() > 0) == bars.upright()) {
        continue;
      }
      long agree =
          ends.stream()
              .filter(t -> Math.abs(through.pixel(t.value()) - t.pixel()) <= 2.5)
              .map(Scale.Tick::value)
              .distinct()
              .count();
      if (agree >= Math.max(2, 0.4 * bars.bars().size())
          && (best == null || agree > best.ticks())) {
        best = new Scale(through.offset(), through.slope(), false, (int) agree);
      }
    }
    return best;
  }

  private double end(Bar bar) {
    return Math.abs(bar.hi() - bars.base()) < Math.abs(bar.lo() - bars.base())
        ? bar.lo()
        : bar.hi();
  }

  private double number(Label label) {
    return label.number(numbers).orElseThrow();
  }

  /** Numbers in the bar or close to its end. */
  private List<Label> candidates(Bar bar) {
    Box box = bar.box(bars.upright());
    return numeric.stream().filter(label -> belongs(label, box)).toList();
  }

  private boolean belongs(Label label, Box box) {
    if (Boxes.holdsCenter(box, label.box())) {
      return true;
    }
    Box near =
        bars.upright()
            ? Boxes.of(
                box.x() - unit / 2,
                box.y() - 2 * unit,
                box.right() + unit / 2,
                box.bottom() + 2 * unit)
            : Boxes.of(
                box.x() - 2 * unit,
                box.y() - unit / 2,
                box.right() + 2 * unit,
                box.bottom() + unit / 2);
    if (bars.upright()) {
      return Boxes.holdsCenter(near, label.box());
    }
    boolean level = label.y() >= near.y() && label.y() <= near.bottom();
    int gap = Math.max(label.box().x() - box.right(), box.x() - label.box().right());
    return level && gap <= 2 * unit && gap > -label.box().width();
  }

  // What a pixel cannot tell apart is not printed as if it could.
  private static double rounded(double value, Scale scale, Bar bar) {
    double step = scale.step(bar.lo());
    if (!(step > 0) || !Double.isFinite(value)) {
      return value;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(step)));
    return Math.rint(value / unit) * unit;
  }
}
