package io.consilium.expert.vision.internal.grid;

import io.consilium.expert.vision.internal.image.Gray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the ruled grid in a picture. */
final class LatticeFinder {
  /** Cells a side that a grid may have, as the kind {@code sudoku} says. */
  static final List<Integer> SIZES = List.of(4, 6, 8, 9, 10, 12, 16, 25);

  /** A second grid of more than this share of the largest one's side is a rival. */
  private static final double RIVAL = 0.7;

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
    double darker = Math.max(6, 2.5 * noise);
    List<Lattice> lattices = new ArrayList<>();
    String reason = "";
    for (int reach : new int[] {Math.max(8, side / 40), Math.max(12, side / 16)}) {
      for (Perspective frame : FrameFinder.frames(shades.ink(reach, darker))) {
        Finding finding = look(shades, frame, noise);
        finding.lattice().ifPresent(lattices::add);
        reason = reason.isEmpty() ? finding.reason() : reason;
      }
      if (!lattices.isEmpty()) {
        return chosen(lattices);
      }
    }
    String size = gray.width() + "x" + gray.height() + " pixels";
    return Finding.none(
        reason.isEmpty()
            ? "No ruled grid was found in the picture ("
                + size
                + "). Maybe it is blurred, cut off or turned by more than 30 degrees: give a"
                + " picture that shows the whole outer line, or type the grid as text."
            : reason);
  }

  private static Finding look(Shades shades, Perspective frame, double noise) {
    Ruling upright = Ruling.of(shades, frame, true, noise);
    Ruling level = Ruling.of(shades, frame, false, noise);
    int columns = upright.cells();
    int rows = level.cells();
    if (columns == rows && SIZES.contains(rows)) {
      String boxes = Boxing.trouble(rows, upright, level);
      return boxes.isEmpty()
          ? new Finding(Optional.of(new Lattice(frame, upright.lines(rows), level.lines(rows))), "")
          : Finding.none(boxes);
    }
    return Finding.none(
        rows == 0 || columns == 0
            ? ""
            : "The ruled lines in the picture make "
                + rows
                + " rows by "
                + columns
                + " columns, which is no grid of "
                + SIZES
                + " cells a side. Maybe some lines are too faint: give a sharper picture, or type"
                + " the grid as text.");
  }

  /**
   * The largest, but of two inside each other the inner: a sheet's edge may look like a line around
   * the outer cells.
   */
  private static Finding chosen(List<Lattice> lattices) {
    List<Lattice> inner = new ArrayList<>();
    for (Lattice one : lattices) {
      boolean holds = lattices.stream().anyMatch(other -> other != one && one.holds(other));
      boolean known = inner.stream().anyMatch(other -> other.overlaps(one));
      if (!holds && !known) {
        inner.add(one);
      }
    }
    inner.sort(Comparator.comparingDouble((Lattice lattice) -> -lattice.side()));
    if (inner.size() > 1 && inner.get(1).side() > RIVAL * inner.get(0).side()) {
      return Finding.none(
          "The picture shows "
              + inner.size()
              + " grids of about the same size. Maybe cut out the one that is meant.");
    }
    return new Finding(Optional.of(inner.get(0)), "");
  }
}
