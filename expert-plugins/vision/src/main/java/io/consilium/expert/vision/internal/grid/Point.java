package io.consilium.expert.vision.internal.grid;

/** A place in a picture, in pixels; the middle of the first pixel is (0, 0). */
record Point(double x, double y) {
  double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
