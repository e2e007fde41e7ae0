package io.consilium.expert.vision.internal.image;

import io.consilium.api.data.Box;
import java.util.Collection;

/** Arithmetic of boxes that the vocabulary does not need. */
public final class Boxes {
  private Boxes() {}

  /** The part inside a picture, at least one pixel. */
  public static Box clip(Box box, int width, int height) {
    int left = Math.max(0, Math.min(width - 1, box.x()));
    int top = Math.max(0, Math.min(height - 1, box.y()));
    int right = Math.max(left + 1, Math.min(width, box.right()));
    int bottom = Math.max(top + 1, Math.min(height, box.bottom()));
    return new Box(left, top, right - left, bottom - top);
  }

  public static Box of(int left, int top, int right, int bottom) {
    return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  public static Box grown(Box box, int by) {
    return of(box.x() - by, box.y() - by, box.right() + by, box.bottom() + by);
  }

  /** The smallest box around all; there must be one. */
  public static Box around(Collection<Box> boxes) {
    return boxes.stream().reduce(Box::union).orElseThrow();
  }

  public static double centerX(Box box) {
    return box.x() + box.width() / 2.0;
  }

  public static double centerY(Box box) {
    return box.y() + box.height() / 2.0;
  }

  public static int overlapX(Box a, Box b) {
    return Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
  }

  public static int overlapY(Box a, Box b) {
    return Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
  }

  public static boolean touch(Box a, Box b) {
    return overlapX(a, b) > 0 && overlapY(a, b) > 0;
  }

  public static boolean holdsCenter(Box outer, Box inner) {
    return outer.contains((int) centerX(inner), (int) centerY(inner));
  }

  public static long area(Box box) {
    return (long) box.width() * box.height();
  }
}
