package io.consilium.expert.vision.internal.grid;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Mask;
import io.consilium.expert.vision.internal.image.Mask.Blob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds quadrilaterals that could be the outer line of a grid. */
final class FrameFinder {
  private static final int MOST = 6;
  private static final int LEAST_SIDE = 60;
  private static final int PROBES = 60;

  private FrameFinder() {}

  /** Frames in a picture's ink, the largest first. */
  static List<Perspective> frames(Mask ink) {
    List<Blob> large = new ArrayList<>();
    for (Blob blob : ink.blobs(4 * LEAST_SIDE)) {
      Box box = blob.box();
      double aspect = (double) box.width() / box.height();
      boolean square = aspect > 0.45 && aspect < 2.2;
      if (square && Math.min(box.width(), box.height()) >= LEAST_SIDE) {
        large.add(blob);
      }
    }
    large.sort(Comparator.comparingLong((Blob blob) -> -Boxes.area(blob.box())));
    List<Perspective> frames = new ArrayList<>();
    for (Blob blob : large.subList(0, Math.min(MOST, large.size()))) {
      frame(ink.only(blob::equals), blob.box()).ifPresent(frames::add);
    }
    return frames;
  }

  /** The pixels furthest out on the diagonals, then lines through the outer edge between them. */
  private static Optional<Perspective> frame(Mask blob, Box box) {
    Point[] corners = new Point[4];
    int[][] toward = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
    int[] most = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        for (int k = 0; k < 4 && blob.at(x, y); k++) {
          int along = toward[k][0] * x + toward[k][1] * y;
          if (along > most[k]) {
            most[k] = along;
            corners[k] = new Point(x, y);
          }
        }
      }
    }
    Edge[] edges = new Edge[4];
    for (int k = 0; k < 4; k++) {
      Optional<Edge> edge = edge(blob, corners[k], corners[(k + 1) % 4]);
      if (edge.isEmpty()) {
        return Optional.empty();
      }
      edges[k] = edge.get();
    }
    Point[] refined = new Point[4];
    for (int k = 0; k < 4; k++) {
      refined[k] = edges[(k + 3) % 4].meet(edges[k]);
    }
    return isBearable(refined)
        ? Optional.of(Perspective.of(refined[0], refined[1], refined[2], refined[3]))
        : Optional.empty();
  }

  private static boolean isBearable(Point[] corners) {
    double shortest = Double.MAX_VALUE;
    double longest = 0;
    for (int k = 0; k < 4; k++) {
      Point a = corners[k];
      Point b = corners[(k + 1) % 4];
      Point c = corners[(k + 2) % 4];
      double turn = (b.x() - a.x()) * (c.y() - b.y()) - (b.y() - a.y()) * (c.x() - b.x());
      double sine = turn / Math.max(1e-9, a.distance(b) * b.distance(c));
      if (!(sine > 0.7)) {
        return false;
      }
      shortest = Math.min(shortest, a.distance(b));
      longest = Math.max(longest, a.distance(b));
    }
    return shortest >= LEAST_SIDE && longest < 2 * shortest;
  }

  /** A line {@code n . p = offset} with a unit normal. */
  private record Edge(double nx, double ny, double offset) {
    Point meet(Edge other) {
      double det = nx * other.ny - ny * other.nx;
      return new Point(
          (offset * other.ny - other.offset * ny) / det,
          (nx * other.offset - other.nx * offset) / det);
    }
  }

  /** Walks inwards from outside at many places; the middle of the line that is met first. */
  private static Optional<Edge> edge(Mask blob, Point from, Point to) {
    double length = from.distance(to);
    if (length < LEAST_SIDE) {
      return Optional.empty();
    }
    double ux = (to.x() - from.x()) / length;
    double uy = (to.y() - from.y()) / length;
    int reach = (int) Math.max(4, 0.04 * length);
    List<double[]> met = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (int probe = 0; probe < PROBES; probe++) {
      double along = length * (0.04 + 0.92 * probe / (PROBES - 1));
      int entered = Integer.MAX_VALUE;
      for (int in = -reach; in <= 2 * reach; in++) {
        // Inwards is to the right of the way around (clockwise on screen).
        int x = (int) Math.round(from.x() + along * ux - in * uy);
        int y = (int) Math.round(from.y() + along * uy + in * ux);
        boolean on = x >= 0 && y >= 0 && x < blob.width() && y < blob.height() && blob.at(x, y);
        if (on && entered == Integer.MAX_VALUE) {
          entered = in;
          met.add(new double[] {along, in});
        } else if (!on && entered < Integer.MAX_VALUE) {
          widths.add(in - entered);
          break;
        }
      }
    }
    if (met.size() < 0.6 * PROBES || widths.isEmpty()) {
      return Optional.empty();
    }
    widths.sort(Comparator.naturalOrder());
    double half = (widths.get(widths.size() / 2) - 1) / 2.0;
    double[] line = LineFit.through(met);
    Point a = new Point(from.x() - (line[0] + half) * uy, from.y() + (line[0] + half) * ux);
    double end = line[0] + half + line[1] * length;
    Point b = new Point(to.x() - end * uy, to.y() + end * ux);
    double nx = -(b.y() - a.y()) / a.distance(b);
    double ny = (b.x() - a.x()) / a.distance(b);
    return Optional.of(new Edge(nx, ny, nx * a.x() + ny * a.y()));
  }
}
