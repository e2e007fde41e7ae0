package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Binarizer;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Mask;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the labels that text recognition overlooks on a whole chart because they stand alone, such
 * as single numbers along an axis: finds letters itself and has each group read as a line.
 */
final class LabelSearch {
  private static final int INK = 150;
  private static final double SURE = 0.7;
  private static final int MOST = 90;

  private final Gray gray;
  private final int unit;
  private final TextFinder text;
  private final double zoom;

  LabelSearch(Gray gray, int unit, TextFinder text, double zoom) {
    this.gray = gray;
    this.unit = unit;
    this.text = text;
    this.zoom = zoom;
  }

  /** The words found before, doubtful ones replaced, and those found in addition. */
  List<Word> completed(List<Word> found) {
    List<Word> words = new ArrayList<>(found);
    List<Box> missed =
        groups().stream()
            .filter(group -> found.stream().noneMatch(word -> covers(word, group)))
            .limit(MOST)
            .toList();
    for (Box group : missed) {
      List<Word> read = line(group);
      double sure = read.stream().mapToDouble(Word::confidence).min().orElse(0);
      double before =
          words.stream()
              .filter(word -> Boxes.touch(word.box(), group))
              .mapToDouble(Word::confidence)
              .max()
              .orElse(0);
      if (sure > 0.4 && sure > before) {
        words.removeIf(word -> Boxes.holdsCenter(group, word.box()));
        words.addAll(read);
      }
    }
    return words;
  }

  private static boolean covers(Word word, Box group) {
    return word.confidence() > SURE
        && Boxes.overlapY(word.box(), group) > 0.5 * group.height()
        && Boxes.overlapX(word.box(), group) > 0.7 * group.width();
  }

  private List<Word> line(Box group) {
    Box around = Boxes.clip(Boxes.grown(group, 2), gray.width(), gray.height());
    return text.words(gray.crop(around), PageMode.LINE, zoom).stream()
        .map(
            word -> {
              Box b = word.box();
              Box moved = new Box(b.x() + around.x(), b.y() + around.y(), b.width(), b.height());
              return new Word(word.text(), moved, word.confidence());
            })
        .toList();
  }

  /** Letters side by side, no further apart than letters of a word. */
  private List<Box> groups() {
    List<Box> letters =
        Binarizer.ink(gray, INK).blobs(2).stream()
            .map(Mask.Blob::box)
            .filter(box -> box.height() <= 2.2 * unit && box.width() <= 3 * unit)
            .sorted(Comparator.comparingInt(Box::x))
            .toList();
    List<Box> groups = new ArrayList<>();
    for (Box letter : letters) {
      int at = -1;
      for (int i = groups.size() - 1; i >= 0 && at < 0; i--) {
        boolean near = letter.x() - groups.get(i).right() <= 0.55 * unit;
        at = near && Boxes.overlapY(groups.get(i), letter) > 0 ? i : -1;
      }
      if (at < 0) {
        groups.add(letter);
      } else {
        groups.set(at, groups.get(at).union(letter));
      }
    }
    return groups.stream()
        .filter(group -> group.height() >= 0.7 * unit && group.height() <= 2.2 * unit)
        .filter(group -> group.width() <= 14 * unit && group.width() >= unit / 3)
        .toList();
  }
}
