package io.consilium.expert.vision.internal.table;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The columns of a table: bands of x that its cells share. */
final class Columns {
  private final List<Box> bands;

  private Columns(List<Box> bands) {
    this.bands = bands;
  }

  /** Columns from the cells of body rows; those of a row never share a column. */
  static Columns of(List<List<Fragment>> rows) {
    List<Box> bands = new ArrayList<>();
    rows.stream()
        .sorted(Comparator.comparingInt(row -> -row.size()))
        .flatMap(List::stream)
        .forEach(fragment -> place(fragment.box(), bands));
    if (rows.size() > 2) {
      bands.removeIf(band -> support(band, rows) < 2);
    }
    bands.sort(Comparator.comparingInt(Box::x));
    return new Columns(bands);
  }

  private static void place(Box box, List<Box> bands) {
    List<Box> met = bands.stream().filter(band -> Boxes.overlapX(band, box) > 0).toList();
    if (met.isEmpty()) {
      bands.add(box);
    } else if (met.size() == 1) {
      bands.remove(met.get(0));
      bands.add(met.get(0).union(box));
    }
  }

  private static long support(Box band, List<List<Fragment>> rows) {
    return rows.stream()
        .filter(row -> row.stream().anyMatch(f -> Boxes.overlapX(f.box(), band) > 0))
        .count();
  }

  int count() {
    return bands.size();
  }

  Box band(int column) {
    return bands.get(column);
  }

  /** The column that the box overlaps most, or the nearest. */
  int of(Box box) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < bands.size(); i++) {
      double overlap = Boxes.overlapX(bands.get(i), box);
      if (overlap > most) {
        most = overlap;
        best = i;
      }
    }
    return best;
  }

  /** How many columns the box overlaps. */
  long spanned(Box box) {
    return bands.stream().filter(band -> Boxes.overlapX(band, box) > 0).count();
  }
}
