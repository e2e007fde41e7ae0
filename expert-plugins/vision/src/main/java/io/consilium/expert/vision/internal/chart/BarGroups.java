package io.consilium.expert.vision.internal.chart;

import io.consilium.expert.vision.internal.chart.BarFinder.Bars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Bars by category.
 *
 * @param slots one a category, in order along the axis
 * @param stacked true if bars stand on bars
 * @param single true if colours tell no series apart
 */
record BarGroups(List<List<Bar>> slots, boolean stacked, boolean single) {

  static BarGroups of(Bars bars) {
    List<List<Bar>> columns = columns(bars);
    boolean stacked = columns.stream().anyMatch(column -> column.size() > 1);
    long colors = bars.bars().stream().mapToInt(Bar::color).distinct().count();
    if (stacked || colors == 1 || isEven(columns)) {
      return new BarGroups(columns, stacked, !stacked);
    }
    return new BarGroups(groups(columns), false, false);
  }

  double[] centers() {
    return slots.stream()
        .mapToDouble(
            slot ->
                (slot.stream().mapToDouble(Bar::from).min().orElse(0)
                        + slot.stream().mapToDouble(Bar::to).max().orElse(0))
                    / 2)
        .toArray();
  }

  private static List<List<Bar>> columns(Bars bars) {
    List<Bar> sorted =
        bars.bars().stream().sorted(Comparator.comparingDouble(Bar::center)).toList();
    List<List<Bar>> columns = new ArrayList<>();
    for (Bar bar : sorted) {
      List<Bar> last = columns.isEmpty() ? List.of() : columns.get(columns.size() - 1);
      if (!last.isEmpty() && bar.center() - last.get(0).center() <= 3) {
        last.add(bar);
      } else {
        columns.add(new ArrayList<>(List.of(bar)));
      }
    }
    return columns;
  }

  /** Bars at one pace: colours mark single bars, not series. */
  private static boolean isEven(List<List<Bar>> columns) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 1; i < columns.size(); i++) {
      double step = columns.get(i).get(0).center() - columns.get(i - 1).get(0).center();
      least = Math.min(least, step);
      most = Math.max(most, step);
    }
    return columns.size() > 2 && most < 1.12 * least + 2;
  }

  private static List<List<Bar>> groups(List<List<Bar>> columns) {
    double least = Double.MAX_VALUE;
    for (int i = 1; i < columns.size(); i++) {
      least = Math.min(least, gap(columns.get(i - 1), columns.get(i)));
    }
    List<List<Bar>> groups = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      Bar bar = columns.get(i).get(0);
      double apart = i == 0 ? 0 : gap(columns.get(i - 1), columns.get(i)) - least;
      if (groups.isEmpty() || seen.contains(bar.color()) || apart > 0.35 * bar.thickness() + 1) {
        groups.add(new ArrayList<>());
        seen.clear();
      }
      groups.get(groups.size() - 1).add(bar);
      seen.add(bar.color());
    }
    return groups;
  }

  private static double gap(List<Bar> one, List<Bar> next) {
    return next.get(0).from() - one.get(0).to();
  }
}
