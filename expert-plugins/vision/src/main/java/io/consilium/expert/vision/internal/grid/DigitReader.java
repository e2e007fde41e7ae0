package io.consilium.expert.vision.internal.grid;

import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.PageMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the number in a cell: the network looks three times, with ink parted from paper in three
 * ways; where it is not sure, text recognition must agree.
 */
final class DigitReader {
  private static final double[] SHARES = {0.38, 0.46, 0.54};
  private static final double SURE = 0.97;
  private static final double LIKELY = 0.6;

  private final GlyphNet net;
  private final TextFinder text;

  DigitReader(GlyphNet net, TextFinder text) {
    this.net = net;
    this.text = text;
  }

  /** What one character is, and how sure that is. */
  private record Digit(int value, double probability, boolean agreed, Glyph glyph) {}

  /**
   * Reads.
   *
   * @param patch a cell that holds something
   * @param size cells a side, the largest number
   * @param doubtful whether even what seems sure needs text recognition to agree
   */
  Reading read(Patch patch, int size, boolean doubtful) {
    int most = size > 9 ? 2 : 1;
    List<List<Glyph>> looks = new ArrayList<>();
    for (double share : SHARES) {
      looks.add(GlyphFinder.find(patch, share, most).glyphs());
    }
    int count = looks.get(1).size();
    if (count == 0 || count > most) {
      return Reading.unread(count == 0 ? "a faint mark" : count + " marks side by side");
    }
    List<Digit> digits = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      digits.add(digit(looks, k));
    }
    return together(digits, size, doubtful);
  }

  private Reading together(List<Digit> digits, int size, boolean doubtful) {
    int value = 0;
    double confidence = 1;
    StringBuilder seen = new StringBuilder();
    for (Digit digit : digits) {
      if (digit.value() == GlyphNet.NO_DIGIT) {
        return Reading.unread("something that is no digit");
      }
      value = 10 * value + digit.value();
      double sure = digit.probability();
      if (doubtful || sure < SURE || !digit.agreed()) {
        String other = recognised(digit.glyph());
        boolean same = other.equals(String.valueOf(digit.value()));
        if (!same || sure < LIKELY) {
          return Reading.unread(doubt(digit, other));
        }
      }
      confidence = Math.min(confidence, sure);
      seen.append(digit.value());
    }
    boolean leadingZero = digits.size() > 1 && digits.get(0).value() == 0;
    return value < 1 || value > size || leadingZero
        ? Reading.unread("the number " + seen + ", which is not in 1.." + size)
        : new Reading(value, confidence, seen.toString());
  }

  private static String doubt(Digit digit, String other) {
    return String.format(
        Locale.ROOT,
        "perhaps %d (%.0f %%), perhaps %s",
        digit.value(),
        100 * digit.probability(),
        other.isEmpty() ? "nothing known" : other);
  }

  private Digit digit(List<List<Glyph>> looks, int k) {
    int count = looks.get(1).size();
    double[] sum = new double[GlyphNet.CLASSES];
    int seen = 0;
    int[] votes = new int[GlyphNet.CLASSES];
    for (List<Glyph> look : looks) {
      if (look.size() == count) {
        float[] p = net.classify(look.get(k));
        for (int c = 0; c < sum.length; c++) {
          sum[c] += p[c];
        }
        votes[best(p)]++;
        seen++;
      }
    }
    int best = 0;
    for (int c = 1; c < sum.length; c++) {
      best = sum[c] > sum[best] ? c : best;
    }
    return new Digit(best, sum[best] / seen, votes[best] == looks.size(), looks.get(1).get(k));
  }

  private static int best(float[] p) {
    int best = 0;
    for (int c = 1; c < p.length; c++) {
      best = p[c] > p[best] ? c : best;
    }
    return best;
  }

  private String recognised(Glyph glyph) {
    byte[] pixels = new byte[Glyph.SIDE * Glyph.SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (255 - Math.round(255 * glyph.ink()[i]));
    }
    StringBuilder read = new StringBuilder();
    Gray picture = new Gray(pixels, Glyph.SIDE, Glyph.SIDE);
    for (Word word : text.words(picture, PageMode.WORD, 1.7, "0123456789")) {
      read.append(word.text());
    }
    return read.toString();
  }
}
