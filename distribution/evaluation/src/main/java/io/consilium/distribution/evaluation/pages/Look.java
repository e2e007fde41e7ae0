package io.consilium.distribution.evaluation.pages;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/**
 * How a page is set; lengths in points (1/72 inch).
 *
 * @param body typeface of the text
 * @param figures typeface of tables and charts
 * @param size of the text
 * @param dpi pixels per inch
 * @param ink of the text
 * @param accent of rules, headings and the first series
 * @param second of the second series
 */
record Look(
    Typeface body,
    Typeface figures,
    double size,
    int dpi,
    Color ink,
    Color accent,
    Color second,
    Color paper,
    Rules rules) {

  /** How a table is ruled. */
  enum Rules {
    HEAD_AND_FOOT,
    EVERY_ROW,
    GRID,
    STRIPES,
    NONE
  }

  static final double PAGE_WIDTH = 595;
  static final double PAGE_HEIGHT = 842;
  static final double MARGIN = 50;

  private static final List<Color> ACCENTS =
      List.of(
          new Color(0x1f4e79),
          new Color(0x2a6f4e),
          new Color(0x7a1f2b),
          new Color(0x444444),
          new Color(0x0b7285),
          new Color(0x5b3c88),
          new Color(0xb35900),
          new Color(0x222222));
  private static final List<Color> SECONDS =
      List.of(new Color(0xc55a11), new Color(0x9aa5b1), new Color(0xd9a300), new Color(0x8fbc5a));

  double scale() {
    return dpi / 72.0;
  }

  static Look draw(Random random) {
    Typeface[] faces = Typeface.values();
    Typeface body = faces[random.nextInt(faces.length)];
    Color accent = Names.pick(ACCENTS, random);
    Typeface figures = random.nextInt(3) == 0 ? faces[random.nextInt(faces.length)] : body;
    return new Look(
        body,
        figures,
        8.5 + 2.5 * random.nextDouble(),
        List.of(120, 150, 150, 150, 200).get(random.nextInt(5)),
        random.nextInt(4) == 0 ? new Color(0x333333) : Color.BLACK,
        accent,
        Names.pick(SECONDS.stream().filter(color -> unlike(color, accent)).toList(), random),
        random.nextInt(5) == 0 ? new Color(0xfbf8f0) : Color.WHITE,
        Rules.values()[random.nextInt(Rules.values().length)]);
  }

  private static boolean unlike(Color one, Color other) {
    int distance =
        Math.abs(one.getRed() - other.getRed())
            + Math.abs(one.getGreen() - other.getGreen())
            + Math.abs(one.getBlue() - other.getBlue());
    return distance > 150;
  }

  Look withDpi(int other) {
    return new Look(body, figures, size, other, ink, accent, second, paper, rules);
  }
}
