package io.consilium.expert.vision.internal.grid;

/**
 * Where the lines of a grid run.
 *
 * @param frame the map from the unit square to the picture
 * @param upright for each upright line from the left, where it meets the top (u at v = 0) and its
 *     slope (change of u with v)
 * @param level for each level line from the top, likewise with u and v exchanged
 */
@SuppressWarnings("ArrayRecordComponent") // numbers are handed over, never compared
record Lattice(Perspective frame, double[][] upright, double[][] level) {

  int columns() {
    return upright.length - 1;
  }

  int rows() {
    return level.length - 1;
  }

  /** The picture's place of a point given in cells from the upper left. */
  Point at(double column, double row) {
    double u = column / columns();
    double v = row / rows();
    return frame.map(between(upright, column, v), between(level, row, u));
  }

  private static double between(double[][] lines, double at, double other) {
    int before = Math.max(0, Math.min(lines.length - 2, (int) at));
    double share = at - before;
    double one = lines[before][0] + lines[before][1] * other;
    double two = lines[before + 1][0] + lines[before + 1][1] * other;
    return one * (1 - share) + two * share;
  }

  /** Mean side of all of it, in pixels of the picture. */
  double side() {
    return (at(0, 0).distance(at(columns(), 0)) + at(0, 0).distance(at(0, rows()))) / 2;
  }

  /** Whether the other lies inside this one and is clearly smaller. */
  boolean holds(Lattice other) {
    return overlaps(other) && other.side() < 0.95 * side();
  }

  /** Whether the middle of one lies within the other. */
  boolean overlaps(Lattice other) {
    double reach = Math.max(side(), other.side()) / 2;
    Point one = frame.map(0.5, 0.5);
    Point two = other.frame.map(0.5, 0.5);
    return Math.abs(one.x() - two.x()) < reach && Math.abs(one.y() - two.y()) < reach;
  }

  /** Side of a cell in the middle, in pixels of the picture. */
  double cell() {
    double c = columns() / 2;
    double r = rows() / 2;
    return (at(c, r).distance(at(c + 1, r)) + at(c, r).distance(at(c, r + 1))) / 2;
  }
}
