package io.consilium.expert.vision.internal.grid;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Mask;
import io.consilium.expert.vision.internal.image.Mask.Blob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the characters that stand in a cell. */
final class GlyphFinder {
  private static final int SIDE = Patch.SIDE;
  private static final int LEAST_AREA = 10;

  private GlyphFinder() {}

  /**
   * What a cell shows.
   *
   * @param glyphs from left to right, as many as stand side by side; empty if blank
   * @param height of all of it, as a share of the patch; 0 if blank
   * @param area inked share of the patch
   */
  record Finding(List<Glyph> glyphs, double height, double area) {
    static final Finding BLANK = new Finding(List.of(), 0, 0);
  }

  /**
   * Looks for characters.
   *
   * @param share of the contrast that parts ink from paper
   * @param most characters side by side, 1 or 2
   */
  static Finding find(Patch patch, double share, int most) {
    Mask ink = new Mask(patch.mask(share), SIDE, SIDE);
    Mask marks = ink.only(GlyphFinder::isMark);
    List<Blob> blobs = marks.blobs(LEAST_AREA);
    if (blobs.isEmpty()) {
      return Finding.BLANK;
    }
    boolean[] keep = swollen(marks.set());
    List<Box> parts = most == 1 ? List.of(around(blobs)) : columns(marks, blobs);
    List<Glyph> glyphs = new ArrayList<>();
    for (Box part : parts) {
      boolean[] own = parts.size() == 1 ? keep : within(keep, part);
      glyphs.add(Glyph.of(patch, own, part.x(), part.y(), part.right(), part.bottom()));
    }
    int area = blobs.stream().mapToInt(Blob::area).sum();
    return new Finding(
        glyphs, (double) around(blobs).height() / SIDE, (double) area / (SIDE * SIDE));
  }

  /** Without the neighbours, which a narrow character's surroundings reach. */
  private static boolean[] within(boolean[] keep, Box part) {
    boolean[] out = new boolean[keep.length];
    for (int i = 0; i < keep.length; i++) {
      out[i] = keep[i] && i % SIDE >= part.x() - 1 && i % SIDE <= part.right();
    }
    return out;
  }

  private static Box around(List<Blob> blobs) {
    return Boxes.around(blobs.stream().map(Blob::box).toList());
  }

  /** Remains of the cell's lines hug its edges; specks are small. */
  private static boolean isMark(Blob blob) {
    Box box = blob.box();
    boolean touches = box.x() <= 0 || box.y() <= 0 || box.right() >= SIDE || box.bottom() >= SIDE;
    double x = Boxes.centerX(box) / SIDE;
    double y = Boxes.centerY(box) / SIDE;
    boolean outside = Math.min(Math.min(x, 1 - x), Math.min(y, 1 - y)) < (touches ? 0.2 : 0.08);
    boolean frame = touches && (box.width() > 0.9 * SIDE || box.height() > 0.9 * SIDE);
    return blob.area() >= LEAST_AREA && !outside && !frame;
  }

  /** Parts that stand beside each other; what is wider than a character is cut in two. */
  private static List<Box> columns(Mask marks, List<Blob> blobs) {
    List<Box> columns = new ArrayList<>();
    blobs.stream()
        .map(Blob::box)
        .sorted(Comparator.comparingInt(Box::x))
        .forEach(
            box -> {
              int last = columns.size() - 1;
              boolean above =
                  last >= 0
                      && Boxes.overlapX(columns.get(last), box)
                          > 0.4 * Math.min(columns.get(last).width(), box.width());
              if (above) {
                columns.set(last, columns.get(last).union(box));
              } else {
                columns.add(box);
              }
            });
    if (columns.size() == 1 && columns.get(0).width() > 0.95 * columns.get(0).height()) {
      return cut(marks, columns.get(0));
    }
    return columns;
  }

  private static List<Box> cut(Mask marks, Box box) {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int x = box.x() + box.width() * 3 / 10; x <= box.x() + box.width() * 7 / 10; x++) {
      int count = 0;
      for (int y = box.y(); y < box.bottom(); y++) {
        count += marks.at(x, y) ? 1 : 0;
      }
      if (count < fewest) {
        fewest = count;
        best = x;
      }
    }
    return List.of(
        Boxes.of(box.x(), box.y(), best, box.bottom()),
        Boxes.of(best + 1, box.y(), box.right(), box.bottom()));
  }

  private static boolean[] swollen(boolean[] set) {
    boolean[] out = new boolean[set.length];
    for (int i = 0; i < set.length; i++) {
      if (set[i]) {
        int x = i % SIDE;
        int y = i / SIDE;
        for (int ny = Math.max(0, y - 2); ny <= Math.min(SIDE - 1, y + 2); ny++) {
          for (int nx = Math.max(0, x - 2); nx <= Math.min(SIDE - 1, x + 2); nx++) {
            out[ny * SIDE + nx] = true;
          }
        }
      }
    }
    return out;
  }
}
