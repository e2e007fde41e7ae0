package io.consilium.expert.vision.internal.grid;

import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the ruled grid in a picture. */
final class LatticeFinder {
  /** Cells a side that a grid may have, as the kind {@code sudoku} says. */
  static final List<Integer> SIZES = List.of(4, 6, 8, 9, 10, 12, 16, 25);

  private LatticeFinder() {}

  /**
   * What was found.
   *
   * @param lattice the grid; empty if there is none
   * @param reason for a person, if there is none
   */
  record Finding(Optional<Lattice> lattice, String reason) {
    private static Finding none(String reason) {
      return new Finding(Optional.empty(), reason);
    }
  }

  static Finding find(Gray gray, Shades shades, double noise) {
    int side = Math.min(gray.width(), gray.height());
    String nearest = "";
    double darker = Math.max(6, 2.5 * noise);
    for (int reach : new int[] {Math.max(8, side / 40), Math.max(12, side / 16)}) {
      Mask ink = shades.ink(reach, darker);
      for (Perspective frame : FrameFinder.frames(ink)) {
        Ruling upright = Ruling.of(shades, frame, true, noise);
        Ruling level = Ruling.of(shades, frame, false, noise);
        int columns = upright.cells();
        int rows = level.cells();
        if (columns == rows && SIZES.contains(rows)) {
          String boxes = Boxing.trouble(rows, upright, level);
          return boxes.isEmpty()
              ? new Finding(
                  Optional.of(new Lattice(frame, upright.lines(rows), level.lines(rows))), "")
              : Finding.none(boxes);
        }
        if (nearest.isEmpty() && rows > 0 && columns > 0) {
          nearest = String.format(Locale.ROOT, "%d rows by %d columns", rows, columns);
        }
      }
    }
    String size = gray.width() + "x" + gray.height() + " pixels";
    return Finding.none(
        nearest.isEmpty()
            ? "No ruled grid was found in the picture ("
                + size
                + "). Maybe it is blurred, cut off or turned by more than 30 degrees: give a"
                + " picture that shows the whole outer line, or type the grid as text."
            : "The ruled lines in the picture ("
                + size
                + ") make "
                + nearest
                + ", which is no grid of "
                + SIZES
                + " cells a side. Maybe some lines are too faint: give a sharper picture, or type"
                + " the grid as text.");
  }
}
