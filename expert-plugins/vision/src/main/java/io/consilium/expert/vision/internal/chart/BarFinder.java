package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds the bars of a chart: filled rectangles of like thickness on a common base line. */
final class BarFinder {
  private static final double NEAR = 2.5;

  private final Palette palette;
  private final Box area;
  private final int unit;
  private final List<Double> rules = new ArrayList<>();

  BarFinder(Palette palette, Box area, int unit) {
    this.palette = palette;
    this.area = area;
    this.unit = unit;
  }

  /**
   * Bars of one chart.
   *
   * @param upright true if values go up, false if to the right
   * @param base pixel of the common base line
   */
  record Bars(boolean upright, double base, List<Bar> bars) {
    double weight() {
      return bars.stream().mapToDouble(Bar::area).sum();
    }

    /** Weight, with a preference for bars all on the same side of the base. */
    double worth() {
      double ahead =
          bars.stream()
              .filter(bar -> upright ? bar.hi() <= base + NEAR : bar.lo() >= base - NEAR)
              .count();
      return weight() * (1 + 0.3 * ahead / Math.max(1, bars.size()));
    }

    boolean onBase(Bar bar) {
      return Math.abs(bar.hi() - base) <= NEAR || Math.abs(bar.lo() - base) <= NEAR;
    }
  }

  /** The bars in one direction; there may be none. */
  Bars find(boolean upright) {
    List<Bar> solid = new ArrayList<>();
    List<Bar> slight = new ArrayList<>();
    for (int color = 0; color < palette.count(); color++) {
      Mask raw = withoutAxis(palette.mask(color), upright);
      Mask mask = raw.opened();
      for (Mask.Blob blob : mask.blobs(9)) {
        if (isInside(blob) && isSolid(blob, mask)) {
          solid.add(Bar.of(blob.box(), color, upright));
        }
      }
      for (Mask.Blob blob : raw.blobs(3)) {
        if (isInside(blob) && !isSolid(blob, raw) && blob.fill() > 0.6) {
          slight.add(Bar.of(blob.box(), color, upright));
        }
      }
    }
    Bars bars = onBestBase(mended(solid), upright);
    return bars.bars.isEmpty() ? bars : onAxis(withSlight(bars, slight));
  }

  // An axis in the colour of the bars would join them to one piece.
  private Mask withoutAxis(Mask mask, boolean upright) {
    Mask level = upright ? mask : mask.transposed();
    int along = upright ? area.width() : area.height();
    boolean[] set = level.set().clone();
    for (int[] run : level.rowRuns(Math.max(4 * unit, along * 6 / 10))) {
      rules.add((double) run[0] + 0.5);
      // Its blurred edge would still join bar to bar.
      for (int y = Math.max(0, run[0] - 1); y <= Math.min(level.height() - 1, run[0] + 1); y++) {
        Arrays.fill(set, y * level.width(), (y + 1) * level.width(), false);
      }
    }
    Mask cut = new Mask(set, level.width(), level.height());
    return upright ? cut : cut.transposed();
  }

  private boolean isInside(Mask.Blob blob) {
    return Boxes.holdsCenter(area, blob.box()) && !isPanel(blob.box());
  }

  private boolean isPanel(Box box) {
    return box.width() > 0.92 * area.width() && box.height() > 0.6 * area.height();
  }

  private boolean isSolid(Mask.Blob blob, Mask mask) {
    Box box = blob.box();
    int thin = Math.min(box.width(), box.height());
    if (thin < 3 || Boxes.area(box) < 0.35 * unit * unit) {
      return false;
    }
    return thin < 6 ? blob.fill() > 0.8 : blob.fill() > 0.45 && edge(box, mask) > 0.8;
  }

  /** Share of the rectangle's edge, one pixel inside, that has the colour. */
  private static double edge(Box box, Mask mask) {
    int on = 0;
    int all = 0;
    int left = box.x() + 1;
    int right = box.right() - 2;
    int top = box.y() + 1;
    int bottom = box.bottom() - 2;
    for (int x = left; x <= right; x++) {
      on += (mask.at(x, top) ? 1 : 0) + (mask.at(x, bottom) ? 1 : 0);
      all += 2;
    }
    for (int y = top; y <= bottom; y++) {
      on += (mask.at(left, y) ? 1 : 0) + (mask.at(right, y) ? 1 : 0);
      all += 2;
    }
    return all == 0 ? 0 : (double) on / all;
  }

  // A value printed across a bar cuts it in two.
  private List<Bar> mended(List<Bar> pieces) {
    List<Bar> whole = new ArrayList<>();
    pieces.stream()
        .sorted(Comparator.comparingDouble(Bar::lo))
        .forEach(
            piece -> {
              for (int i = 0; i < whole.size(); i++) {
                Bar bar = whole.get(i);
                double gap = piece.lo() - bar.hi();
                boolean inLine =
                    bar.color() == piece.color()
                        && Math.abs(bar.from() - piece.from()) <= 2
                        && Math.abs(bar.to() - piece.to()) <= 2;
                if (inLine && gap >= 0 && gap <= 2.4 * unit && isFree(bar, piece, pieces)) {
                  whole.set(i, new Bar(bar.color(), bar.lo(), piece.hi(), bar.from(), bar.to()));
                  return;
                }
              }
              whole.add(piece);
            });
    return whole;
  }

  private static boolean isFree(Bar above, Bar below, List<Bar> pieces) {
    return pieces.stream()
        .noneMatch(
            other ->
                other.color() != above.color()
                    && Math.abs(other.center() - above.center()) <= 2.5
                    && other.lo() >= above.hi() - 1
                    && other.hi() <= below.lo() + 1);
  }

  // Where the axis was taken out, bars begin at its middle, not where they were cut.
  private Bars onAxis(Bars bars) {
    double[] near =
        rules.stream()
            .mapToDouble(Double::doubleValue)
            .filter(rule -> Math.abs(rule - bars.base) <= 4)
            .toArray();
    if (near.length == 0) {
      return bars;
    }
    double axis = Arrays.stream(near).average().orElse(bars.base);
    List<Bar> moved =
        bars.bars.stream()
            .map(
                bar ->
                    new Bar(
                        bar.color(),
                        Math.abs(bar.lo() - bars.base) <= NEAR ? axis : bar.lo(),
                        Math.abs(bar.hi() - bars.base) <= NEAR ? axis : bar.hi(),
                        bar.from(),
                        bar.to()))
            .toList();
    return new Bars(bars.upright, axis, moved);
  }

  private Bars onBestBase(List<Bar> solid, boolean upright) {
    Bars best = new Bars(upright, 0, List.of());
    for (Bar bar : solid) {
      for (double base : new double[] {bar.lo(), bar.hi()}) {
        Bars bars = standing(solid, base, upright);
        if (bars.worth() > best.worth()) {
          best = bars;
        }
      }
    }
    return best;
  }

  private Bars standing(List<Bar> solid, double base, boolean upright) {
    List<Bar> taken = new ArrayList<>();
    List<Bar> left = new ArrayList<>();
    for (Bar bar : solid) {
      boolean on = Math.abs(bar.hi() - base) <= NEAR || Math.abs(bar.lo() - base) <= NEAR;
      (on ? taken : left).add(bar);
    }
    double thickness = typicalThickness(taken);
    taken.removeIf(bar -> !alike(bar.thickness(), thickness));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Bar bar : List.copyOf(left)) {
        if (taken.stream().anyMatch(below -> stacked(below, bar))) {
          taken.add(bar);
          left.remove(bar);
          grew = true;
        }
      }
    }
    return new Bars(upright, base, List.copyOf(taken));
  }

  private static double typicalThickness(List<Bar> bars) {
    double[] sorted = bars.stream().mapToDouble(Bar::thickness).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static boolean alike(double thickness, double typical) {
    return Math.abs(thickness - typical) <= Math.max(2.5, 0.25 * typical);
  }

  private static boolean stacked(Bar one, Bar other) {
    boolean above =
        Math.abs(one.lo() - other.hi()) <= 3.5 || Math.abs(one.hi() - other.lo()) <= 3.5;
    return above
        && Math.abs(one.center() - other.center()) <= 2.5
        && alike(one.thickness(), other.thickness());
  }

  /** Bars too short to be called rectangles, if they fit those found. */
  private Bars withSlight(Bars bars, List<Bar> slight) {
    double thickness = typicalThickness(bars.bars);
    List<Bar> all = new ArrayList<>(bars.bars);
    for (Bar bar : slight) {
      boolean known = bars.bars.stream().anyMatch(b -> b.color() == bar.color());
      boolean fits = bars.onBase(bar) || bars.bars.stream().anyMatch(below -> stacked(below, bar));
      boolean free =
          all.stream()
              .noneMatch(
                  b ->
                      b.from() < bar.to()
                          && bar.from() < b.to()
                          && b.lo() < bar.hi() - 1
                          && bar.lo() < b.hi() - 1);
      if (known && fits && free && alike(bar.thickness(), thickness) && bar.length() < unit) {
        all.add(bar);
      }
    }
    all.sort(Comparator.comparingDouble(Bar::center));
    return new Bars(bars.upright, bars.base, all);
  }
}
