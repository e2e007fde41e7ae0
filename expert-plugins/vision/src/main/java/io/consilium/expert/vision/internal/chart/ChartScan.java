package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.text.Rows;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.List;

/** A picture of one chart with its text. Coordinates are those of this picture. */
final class ChartScan {
  private static final int LETTER = 30;

  private final Picture picture;
  private final Gray gray;
  private final int unit;
  private final TextFinder text;
  private final List<Word> words;
  private final List<Label> labels;

  ChartScan(Picture picture, Gray given, int unit, TextFinder text) {
    this.picture = picture;
    this.gray = new TextLayer(picture, given, unit).picture();
    this.unit = unit;
    this.text = text;
    List<Word> sparse = text.words(gray, PageMode.SPARSE, zoom());
    this.words = new LabelSearch(gray, unit, text, zoom()).completed(sparse);
    this.labels = joined(words);
  }

  Picture picture() {
    return picture;
  }

  /** Text alone, dark on light: what is drawn is taken out. */
  Gray gray() {
    return gray;
  }

  /** Height of a letter. */
  int unit() {
    return unit;
  }

  Box bounds() {
    return picture.bounds();
  }

  TextFinder text() {
    return text;
  }

  /** Every word by itself. */
  List<Label> words() {
    return singles(words);
  }

  /** Words joined where they stand close. */
  List<Label> labels() {
    return labels;
  }

  double zoom() {
    return Math.max(1, Math.min(4, (double) LETTER / unit));
  }

  /** Reads a part again, in another mode, optionally with few characters only. */
  List<Label> read(Box part, PageMode mode, String alphabet) {
    return joined(words(part, mode, alphabet));
  }

  /** Reads a part again, every word by itself. */
  List<Label> readWords(Box part, PageMode mode) {
    return singles(words(part, mode, ""));
  }

  static List<Label> singles(List<Word> words) {
    return words.stream()
        .filter(w -> w.confidence() > 0.2)
        .map(w -> new Label(w.text(), w.box(), w.confidence()))
        .toList();
  }

  private List<Word> words(Box part, PageMode mode, String alphabet) {
    Box inside = Boxes.clip(part, gray.width(), gray.height());
    if (inside.width() < 3 || inside.height() < 3) {
      return List.of();
    }
    List<Word> words = new ArrayList<>();
    for (Word word : text.words(gray.crop(inside), mode, zoom(), alphabet)) {
      Box b = word.box();
      Box moved = new Box(b.x() + inside.x(), b.y() + inside.y(), b.width(), b.height());
      words.add(new Word(word.text(), moved, word.confidence()));
    }
    return words;
  }

  /** Words of a row joined where the gap is no wider than a space. */
  List<Label> joined(List<Word> words) {
    List<Label> labels = new ArrayList<>();
    for (Line row : Rows.of(words.stream().filter(w -> w.confidence() > 0.2).toList())) {
      Label open = null;
      for (Word word : row.words()) {
        Label next = new Label(word.text(), word.box(), word.confidence());
        if (open != null && isNear(open, next)) {
          open = join(open, next);
        } else {
          if (open != null) {
            labels.add(open);
          }
          open = next;
        }
      }
      if (open != null) {
        labels.add(open);
      }
    }
    return labels;
  }

  // Groups of three digits stand further apart than words do.
  private boolean isNear(Label open, Label next) {
    int height = Math.max(unit, Math.min(open.box().height(), next.box().height()));
    boolean group =
        open.text().matches("[-–−$€£(]?\\d{1,3}( \\d{3})*") && next.text().matches("\\d{3}\\D?");
    return next.box().x() - open.box().right() <= (group ? 1.0 : 0.75) * height;
  }

  static Label join(Label a, Label b) {
    return new Label(
        a.text() + " " + b.text(),
        a.box().union(b.box()),
        Math.min(a.confidence(), b.confidence()));
  }
}
