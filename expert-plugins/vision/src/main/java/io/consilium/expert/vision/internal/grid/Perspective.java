package io.consilium.expert.vision.internal.grid;

/**
 * The projective map from the unit square to a quadrilateral (Heckbert 1989, section 2.2.3): {@code
 * (a u + b v + c, d u + e v + f) / (g u + h v + 1)}.
 */
record Perspective(double a, double b, double c, double d, double e, double f, double g, double h) {

  /** The map that takes the corners (0,0), (1,0), (1,1), (0,1) to these, in this order. */
  static Perspective of(Point p0, Point p1, Point p2, Point p3) {
    double dx1 = p1.x() - p2.x();
    double dx2 = p3.x() - p2.x();
    double dy1 = p1.y() - p2.y();
    double dy2 = p3.y() - p2.y();
    double sx = p0.x() - p1.x() + p2.x() - p3.x();
    double sy = p0.y() - p1.y() + p2.y() - p3.y();
    double det = dx1 * dy2 - dx2 * dy1;
    double g = (sx * dy2 - dx2 * sy) / det;
    double h = (dx1 * sy - sx * dy1) / det;
    return new Perspective(
        p1.x() - p0.x() + g * p1.x(),
        p3.x() - p0.x() + h * p3.x(),
        p0.x(),
        p1.y() - p0.y() + g * p1.y(),
        p3.y() - p0.y() + h * p3.y(),
        p0.y(),
        g,
        h);
  }

  Point map(double u, double v) {
    double w = g * u + h * v + 1;
    return new Point((a * u + b * v + c) / w, (d * u + e * v + f) / w);
  }
}
