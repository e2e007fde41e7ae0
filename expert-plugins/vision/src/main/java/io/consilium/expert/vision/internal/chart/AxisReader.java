package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.table.NumberReader;
import io.consilium.expert.vision.internal.table.Periods;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the value axis: numbers in a column or a row whose places follow their values. */
final class AxisReader {
  private static final String TICKS = "0123456789.,-%$€£kKmMbBn ";

  private final ChartScan scan;
  private final NumberReader numbers;

  AxisReader(ChartScan scan, NumberReader numbers) {
    this.scan = scan;
    this.numbers = numbers;
  }

  /**
   * A value axis.
   *
   * @param upright true if values go up
   * @param labels its tick labels
   */
  record ValueAxis(boolean upright, Scale scale, List<Label> labels) {
    Box box() {
      return Boxes.around(labels.stream().map(Label::box).toList());
    }

    boolean periods() {
      return labels.stream().allMatch(label -> Periods.matches(label.text()));
    }

    boolean percent() {
      return labels.stream().filter(Label::isPercent).count() * 2 > labels.size();
    }
  }

  /** The axis in one direction with most ticks. */
  Optional<ValueAxis> find(boolean upright) {
    List<Label> numeric =
        scan.labels().stream().filter(label -> label.number(numbers).isPresent()).toList();
    ValueAxis best = null;
    for (Label seed : numeric) {
      List<Label> group = numeric.stream().filter(label -> inLine(seed, label, upright)).toList();
      best = better(best, axis(group, upright));
    }
    if (best == null) {
      return readStrips(numeric, upright);
    }
    ValueAxis again = axis(rereadStrip(best), upright);
    return Optional.of(again != null && again.scale.ticks() > best.scale.ticks() ? again : best);
  }

  private static ValueAxis better(ValueAxis one, ValueAxis other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    if (one.periods() != other.periods()) {
      return one.periods() ? other : one;
    }
    return other.scale.ticks() > one.scale.ticks() ? other : one;
  }

  private boolean inLine(Label seed, Label label, boolean upright) {
    double near = 0.7 * scan.unit();
    if (!upright) {
      return Math.abs(seed.y() - label.y()) < near;
    }
    return Math.abs(seed.box().right() - label.box().right()) < near
        || Math.abs(seed.box().x() - label.box().x()) < near / 2;
  }

  private ValueAxis axis(List<Label> group, boolean upright) {
    if (group.size() < 3) {
      return null;
    }
    List<Scale.Tick> ticks = new ArrayList<>();
    for (Label label : group) {
      double pixel = upright ? label.middle() : label.x();
      ticks.add(new Scale.Tick(label.number(numbers).orElseThrow(), pixel));
    }
    Scale scale = Scale.fit(ticks, 0.4 * scan.unit(), !upright);
    if (scale == null) {
      return null;
    }
    List<Label> agreeing =
        group.stream()
            .filter(
                label -> {
                  double at = scale.pixel(label.number(numbers).orElseThrow());
                  return Math.abs(at - (upright ? label.middle() : label.x())) <= 0.4 * scan.unit();
                })
            .toList();
    return new ValueAxis(upright, scale, agreeing);
  }

  /** Single digits are easily overlooked on a whole chart; in a strip of their own they are not. */
  private List<Label> rereadStrip(ValueAxis axis) {
    Box box = axis.box();
    int unit = scan.unit();
    Box strip =
        axis.upright
            ? Boxes.of(box.x() - unit, 0, box.right() + unit / 2, scan.bounds().height())
            : Boxes.of(0, box.y() - unit / 2, scan.bounds().width(), box.bottom() + unit / 2);
    return numeric(scan.read(strip, axis.upright ? PageMode.COLUMN : PageMode.LINE, TICKS));
  }

  private Optional<ValueAxis> readStrips(List<Label> numeric, boolean upright) {
    if (numeric.isEmpty() || !upright) {
      return Optional.empty();
    }
    Label seed = numeric.stream().min(Comparator.comparingInt(l -> l.box().x())).orElseThrow();
    int unit = scan.unit();
    Box strip =
        Boxes.of(
            seed.box().right() - 5 * unit, 0, seed.box().right() + unit, scan.bounds().height());
    return Optional.ofNullable(axis(numeric(scan.read(strip, PageMode.COLUMN, TICKS)), true));
  }

  private List<Label> numeric(List<Label> labels) {
    return labels.stream().filter(label -> label.number(numbers).isPresent()).toList();
  }
}
