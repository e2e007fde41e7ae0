package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.table.PeriodSpelling;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Reads what stands along the category axis: level, slanted or upright, in one line or two. */
final class CategoryReader {
  private static final double[] SLANTS = {45, 22.5, 90, 30, 60};

  private final ChartScan scan;

  CategoryReader(ChartScan scan) {
    this.scan = scan;
  }

  /** Words anchored along the axis: where each belongs, and which of the lines under it. */
  private record Anchored(Label label, double at, double row) {}

  /** Texts by slot with how well they were read. */
  record Reading(List<String> texts, double score) {}

  /** Names of slots below an upright chart; empty where nothing stands. */
  List<String> below(double bottom, double[] centers) {
    double pitch = pitch(centers);
    Box band =
        Boxes.of(
            (int) (centers[0] - pitch),
            (int) bottom + 2,
            (int) (centers[centers.length - 1] + pitch) + 1,
            (int) bottom + 9 * scan.unit());
    Box clipped = Boxes.clip(band, scan.bounds().width(), scan.bounds().height());
    Reading level =
        slots(
            firstLines(
                scan.words().stream().filter(w -> Boxes.holdsCenter(clipped, w.box())).toList()),
            centers,
            pitch);
    Box flat =
        Boxes.of(clipped.x(), clipped.y(), clipped.right(), clipped.y() + 5 * scan.unit() / 2);
    Reading again = slots(firstLines(scan.readWords(flat, PageMode.BLOCK)), centers, pitch);
    Reading best = again.score > level.score ? again : level;
    if (best.score < 0.62) {
      for (double slant : SLANTS) {
        Reading slanted = slots(slanted(clipped, slant), centers, pitch);
        best = slanted.score > best.score * 1.15 ? slanted : best;
      }
    }
    return best.texts;
  }

  /** Names of rows left of a chart whose bars go right. */
  List<String> leftOf(double left, double[] centers) {
    double pitch = pitch(centers);
    List<Anchored> words =
        scan.words().stream()
            .filter(w -> w.box().right() <= left + 2)
            .map(w -> new Anchored(w, w.y(), Math.rint(w.y() / (0.9 * scan.unit()))))
            .toList();
    return slots(words, centers, pitch).texts;
  }

  static double pitch(double[] centers) {
    double[] gaps = new double[Math.max(1, centers.length - 1)];
    gaps[0] = 60;
    for (int i = 1; i < centers.length; i++) {
      gaps[i - 1] = centers[i] - centers[i - 1];
    }
    Arrays.sort(gaps);
    return Math.max(4, gaps[gaps.length / 2]);
  }

  // A second line belongs to the labels only if it follows closely; an axis title stands off.
  private List<Anchored> firstLines(List<Label> words) {
    List<Label> sorted = words.stream().sorted(Comparator.comparingDouble(Label::y)).toList();
    List<Anchored> lines = new ArrayList<>();
    double row = Double.NaN;
    double bottom = 0;
    int count = 0;
    for (Label word : sorted) {
      if (Double.isNaN(row) || word.y() - row > 0.75 * scan.unit()) {
        if (!Double.isNaN(row) && (word.box().y() - bottom > 0.7 * scan.unit() || ++count > 2)) {
          break;
        }
        row = word.y();
        bottom = word.box().bottom();
      }
      lines.add(new Anchored(word, word.x(), row));
    }
    return lines;
  }

  private List<Anchored> slanted(Box band, double degrees) {
    Gray crop = scan.gray().crop(band);
    Gray turned = crop.turned(degrees);
    List<Anchored> words = new ArrayList<>();
    double angle = Math.toRadians(degrees);
    for (Word word : scan.text().words(turned, PageMode.SPARSE, scan.zoom())) {
      if (word.confidence() < 0.3) {
        continue;
      }
      // Slanted text ends at its tick.
      double dx = word.box().right() - turned.width() / 2.0;
      double dy = Boxes.centerY(word.box()) - turned.height() / 2.0;
      double x = crop.width() / 2.0 + dx * Math.cos(angle) + dy * Math.sin(angle);
      double y = crop.height() / 2.0 - dx * Math.sin(angle) + dy * Math.cos(angle);
      Label label = new Label(word.text(), word.box(), word.confidence());
      // Words left of another in the same label end further down; they follow its line up.
      double line = Boxes.centerY(word.box());
      double up = degrees == 90 ? 0 : y / Math.tan(angle);
      words.add(new Anchored(label, band.x() + x + up * 0.98, line));
    }
    return words;
  }

  private Reading slots(List<Anchored> words, double[] centers, double pitch) {
    List<List<Anchored>> held = new ArrayList<>();
    Arrays.stream(centers).forEach(center -> held.add(new ArrayList<>()));
    for (Anchored word : words) {
      int slot = nearest(centers, word.at);
      if (Math.abs(centers[slot] - word.at) <= 0.6 * pitch && legible(word.label)) {
        held.get(slot).add(word);
      }
    }
    List<String> texts = new ArrayList<>();
    double sum = 0;
    for (List<Anchored> slot : held) {
      slot.sort(
          Comparator.comparingDouble((Anchored a) -> a.row)
              .thenComparingInt(a -> a.label.box().x()));
      String joined = String.join(" ", slot.stream().map(a -> a.label.text()).toList());
      texts.add(PeriodSpelling.corrected(joined));
      sum += slot.stream().mapToDouble(a -> a.label.confidence()).average().orElse(0);
    }
    return new Reading(PeriodSpelling.column(texts), sum / Math.max(1, centers.length));
  }

  private static boolean legible(Label label) {
    return label.text().chars().anyMatch(Character::isLetterOrDigit);
  }

  static int nearest(double[] centers, double at) {
    int best = 0;
    for (int i = 1; i < centers.length; i++) {
      if (Math.abs(centers[i] - at) < Math.abs(centers[best] - at)) {
        best = i;
      }
    }
    return best;
  }
}
