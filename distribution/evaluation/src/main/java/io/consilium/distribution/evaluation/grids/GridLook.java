package io.consilium.distribution.evaluation.grids;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/**
 * How a grid is printed; lengths in pixels.
 *
 * @param cell side of a cell
 * @param thin width of a line between cells
 * @param thick width of a line between boxes and around the grid
 * @param digit size of the digits, of the cell
 * @param tint of every other box; equal to the paper for none
 * @param dark whether light and dark are exchanged, as on a screen at night
 */
record GridLook(
    Face face,
    int cell,
    double thin,
    double thick,
    double digit,
    Color ink,
    Color line,
    Color fine,
    Color paper,
    Color tint,
    boolean dark) {
  private static final List<Color> PAPERS =
      List.of(
          Color.WHITE,
          Color.WHITE,
          Color.WHITE,
          new Color(0xfbf8f0),
          new Color(0xe9e6dc),
          new Color(0xdcdcdc),
          new Color(0xfff3c4),
          new Color(0xd8e8f4));
  private static final List<Color> INKS =
      List.of(
          Color.BLACK,
          Color.BLACK,
          new Color(0x222222),
          new Color(0x1a2f6b),
          new Color(0x444444),
          new Color(0x7a1f2b));
  private static final List<Color> LINES =
      List.of(Color.BLACK, Color.BLACK, new Color(0x333333), new Color(0x1f3f5f));

  static GridLook draw(int size, Random random) {
    int widest = size == 16 ? 56 : 100;
    int narrowest = size == 16 ? 36 : 30;
    int cell = narrowest + random.nextInt(widest - narrowest + 1);
    double thin = Math.max(0.9, cell * (0.015 + 0.02 * random.nextDouble()));
    double thick = Math.max(thin + 1, cell * (0.04 + 0.05 * random.nextDouble()));
    Color line = LINES.get(random.nextInt(LINES.size()));
    Color paper = PAPERS.get(random.nextInt(PAPERS.size()));
    boolean dark = random.nextInt(16) == 0;
    boolean even = random.nextInt(10) == 0;
    return new GridLook(
        Face.draw(random),
        cell,
        thin,
        even ? thin : thick,
        size == 16 ? 0.5 + 0.12 * random.nextDouble() : 0.5 + 0.28 * random.nextDouble(),
        INKS.get(random.nextInt(INKS.size())),
        line,
        random.nextInt(3) == 0 ? new Color(0x8a8a8a) : line,
        paper,
        random.nextInt(4) == 0 ? darker(paper) : paper,
        dark);
  }

  private static Color darker(Color color) {
    return new Color(
        (int) (color.getRed() * 0.87),
        (int) (color.getGreen() * 0.87),
        (int) (color.getBlue() * 0.87));
  }
}
