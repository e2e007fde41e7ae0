package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Finds the name of a colour: the words right of a small patch of it. */
final class LegendReader {
  private final ChartScan scan;
  private final Palette palette;

  LegendReader(ChartScan scan, Palette palette) {
    this.scan = scan;
    this.palette = palette;
  }

  /** A patch of colour with the words right of it. */
  private record Entry(Box patch, List<Label> words) {
    String text() {
      return String.join(" ", words.stream().map(Label::text).toList());
    }

    double confidence() {
      return words.stream().mapToDouble(Label::confidence).average().orElse(0);
    }
  }

  /**
   * The name of each colour, or empty. Entries of a legend stand in a row or in a column, which
   * tells them from other patches of the same colour.
   *
   * @param mark tells what belongs to the plot and is no patch
   */
  Map<Integer, String> names(List<Integer> colors, Predicate<Box> mark) {
    Map<Integer, List<Entry>> entries = new HashMap<>();
    for (int color : colors) {
      entries.put(
          color,
          palette.mask(color).blobs(6).stream()
              .map(Mask.Blob::box)
              .filter(this::isPatch)
              .filter(mark.negate())
              .map(patch -> new Entry(patch, words(patch)))
              .filter(entry -> !entry.words.isEmpty())
              .toList());
    }
    Map<Integer, String> names = new HashMap<>();
    for (int color : colors) {
      names.put(
          color,
          entries.get(color).stream()
              .max(
                  Comparator.comparingLong((Entry e) -> company(e, color, entries))
                      .thenComparingDouble(Entry::confidence))
              .map(Entry::text)
              .orElse(""));
    }
    return names;
  }

  private long company(Entry entry, int color, Map<Integer, List<Entry>> entries) {
    return entries.entrySet().stream()
        .filter(other -> other.getKey() != color)
        .filter(other -> other.getValue().stream().anyMatch(e -> aligned(e.patch, entry.patch)))
        .count();
  }

  private boolean aligned(Box a, Box b) {
    double near = 0.5 * scan.unit();
    return Math.abs(Boxes.centerY(a) - Boxes.centerY(b)) < near
        || (Math.abs(a.x() - b.x()) < near && Math.abs(a.y() - b.y()) < 12 * scan.unit());
  }

  private boolean isPatch(Box box) {
    int unit = scan.unit();
    return box.width() >= unit / 2 && box.width() <= 5 * unit && box.height() <= 2 * unit;
  }

  private List<Label> words(Box patch) {
    List<Label> row =
        scan.words().stream()
            .filter(w -> Boxes.overlapY(w.box(), patch) > 0 && w.box().x() >= patch.right() - 2)
            .filter(w -> Math.abs(w.y() - Boxes.centerY(patch)) < scan.unit())
            .sorted(Comparator.comparingInt(w -> w.box().x()))
            .toList();
    List<Label> words = new ArrayList<>();
    int end = patch.right();
    double most = 1.7 * scan.unit();
    for (Label word : row) {
      if (word.box().x() - end > most) {
        break;
      }
      if (word.text().chars().anyMatch(Character::isLetterOrDigit)) {
        words.add(word);
        most = 0.8 * scan.unit();
      }
      end = word.box().right();
    }
    return words;
  }
}
