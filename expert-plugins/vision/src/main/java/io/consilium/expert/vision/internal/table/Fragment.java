package io.consilium.expert.vision.internal.table;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Boxes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Words of one row that stand close together: what one cell holds. */
public record Fragment(List<Word> words) {
  private static final double GAP = 1.15;

  public Fragment {
    words = List.copyOf(words);
  }

  /** A row split wherever the gap is wider than a space of its own letters. */
  public static List<Fragment> of(Line row, int textHeight) {
    List<Fragment> parts = new ArrayList<>();
    List<Word> open = new ArrayList<>();
    for (Word word : row.words()) {
      if (isRule(word)) {
        continue;
      }
      if (!open.isEmpty()
          && word.box().x() - open.get(open.size() - 1).box().right() > GAP * textHeight) {
        parts.add(new Fragment(open));
        open.clear();
      }
      open.add(word);
    }
    if (!open.isEmpty()) {
      parts.add(new Fragment(open));
    }
    return parts;
  }

  // Rules between columns are read as bars.
  private static boolean isRule(Word word) {
    if (word.text().matches("[.:,;_'\"`~°‘’“”]+")) {
      return true;
    }
    return word.text().matches("[|_\\[\\]{}¦—]+")
        && word.text().length() <= 2
        && !word.text().equals("—");
  }

  public String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  public Box box() {
    return Boxes.around(words.stream().map(Word::box).toList());
  }

  public double confidence() {
    return words.stream().mapToDouble(Word::confidence).min().orElse(0);
  }

  public boolean isNumber() {
    String text = text();
    return text.length() <= 24
        && (new NumberReader(false).read(text).isPresent()
            || new NumberReader(true).read(text).isPresent());
  }

  public boolean isPeriod() {
    return Periods.matches(PeriodSpelling.corrected(text()));
  }

  /** A cell without value, as printed. */
  public boolean isBlankMark() {
    return text().matches("[-–—.]{1,3}|n/?a\\.?|n\\.a\\.?|nil|\\.\\.\\.?");
  }
}
