package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Finds the name of a colour: the words right of a small patch of it. */
final class LegendReader {
  private final ChartScan scan;
  private final Palette palette;

  LegendReader(ChartScan scan, Palette palette) {
    this.scan = scan;
    this.palette = palette;
  }

  /**
   * The name, or empty.
   *
   * @param mark tells what belongs to the plot and is no patch
   */
  String name(int color, Predicate<Box> mark) {
    List<Box> patches =
        palette.mask(color).blobs(6).stream()
            .map(Mask.Blob::box)
            .filter(this::isPatch)
            .filter(mark.negate())
            .toList();
    return patches.stream()
        .map(this::words)
        .filter(words -> !words.isEmpty())
        .max(Comparator.comparingDouble(LegendReader::confidence))
        .map(words -> String.join(" ", words.stream().map(Label::text).toList()))
        .orElse("");
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

  private static double confidence(List<Label> words) {
    return words.stream().mapToDouble(Label::confidence).average().orElse(0);
  }
}
