package io.consilium.distribution.evaluation.grids;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The picture that ships as an example: a printed sudoku, photographed. */
public final class ExampleGrid {
  private static final int CELL = 44;

  /** Also in the examples' list of sudokus; it has one solution. */
  private static final String CLUES =
      "1..34....643..2...25.9......6.8..1.3.1.5.7.8......36.7....7..1.8..1....5.9..3..28";

  private ExampleGrid() {}

  /** The clues in the picture, row by row, 0 for blank. */
  public static List<List<Integer>> cells() {
    List<List<Integer>> cells = new ArrayList<>();
    for (int r = 0; r < 9; r++) {
      List<Integer> row = new ArrayList<>();
      for (int c = 0; c < 9; c++) {
        char clue = CLUES.charAt(9 * r + c);
        row.add(clue == '.' ? 0 : clue - '0');
      }
      cells.add(row);
    }
    return cells;
  }

  /** The picture. */
  public static BufferedImage image() {
    GridLook look =
        new GridLook(
            new Face("/liberation/LiberationSerif-Bold"),
            CELL,
            1.2,
            2.8,
            0.58,
            new Color(0x202020),
            Color.BLACK,
            new Color(0x555555),
            new Color(0xfaf7ee),
            new Color(0xfaf7ee),
            false);
    Photo photo = new Photo(Photo.Level.PHOTO, -3, 0.07, -0.1, 0.25, 0.9, 0.5, 0, 0, 1);
    GridDesign design =
        new GridDesign(1, GridDesign.Other.NONE, 9, cells(), look, photo, true, true);
    return new Camera(photo, new Random(1)).take(new GridPainter(design).paint());
  }
}
