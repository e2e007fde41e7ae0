package io.consilium.expert.vision.internal.text;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where charts stand on a page: large drawn things that hold few letters. A ruled table is
 * drawn as large, but its cells are full of letters.
 */
public final class FigureFinder {
  private static final double MOST_LETTERS = 0.07;

  private final PageScan scan;
  private final int unit;

  public FigureFinder(PageScan scan) {
    this.scan = scan;
    this.unit = scan.textHeight();
  }

  /** Upright boxes around the drawn part of each chart: without labels that stand off. */
  public List<Box> find() {
    List<Box> drawn = new ArrayList<>();
    for (Mask.Blob blob : scan.blobs()) {
      if (isDrawn(blob) && !isPageFrame(blob)) {
        drawn.add(blob.box());
      }
    }
    List<Box> figures = new ArrayList<>();
    for (Box group : joined(drawn, 3 * unit)) {
      boolean large = group.width() >= 9 * unit && group.height() >= 5 * unit;
      if (large && letters(group) < MOST_LETTERS) {
        figures.add(group);
      }
    }
    return figures;
  }

  private boolean isDrawn(Mask.Blob blob) {
    Box box = blob.box();
    boolean wide = box.width() > 5 * unit && box.height() > 4 * unit;
    boolean solid = blob.fill() > 0.7 && Math.min(box.width(), box.height()) >= unit / 2;
    boolean bar = solid && Math.max(box.width(), box.height()) > 2 * unit;
    boolean axis = box.height() > 6 * unit && box.width() <= unit;
    return wide || bar || axis;
  }

  private boolean isPageFrame(Mask.Blob blob) {
    return blob.box().width() > 0.93 * scan.gray().width()
        && blob.box().height() > 0.93 * scan.gray().height()
        && blob.fill() < 0.2;
  }

  /** Letters per square of text height. */
  private double letters(Box group) {
    long letters =
        scan.blobs().stream()
            .filter(blob -> blob.box().height() >= unit / 2 && blob.box().height() <= 2 * unit)
            .filter(blob -> blob.box().width() <= 2 * unit && blob.area() > unit / 2)
            .filter(blob -> Boxes.holdsCenter(group, blob.box()))
            .count();
    return letters * (double) unit * unit / Boxes.area(group);
  }

  /** Boxes joined as long as they touch when grown by half the gap. */
  static List<Box> joined(List<Box> boxes, int gap) {
    List<Box> groups = new ArrayList<>();
    for (Box box : boxes) {
      Box group = box;
      boolean grew = true;
      while (grew) {
        grew = false;
        for (int i = groups.size() - 1; i >= 0; i--) {
          if (Boxes.touch(Boxes.grown(group, gap), groups.get(i))) {
            group = group.union(groups.remove(i));
            grew = true;
          }
        }
      }
      groups.add(group);
    }
    return groups;
  }
}
