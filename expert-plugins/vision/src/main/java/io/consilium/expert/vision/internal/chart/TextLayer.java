package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Binarizer;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Mask;
import io.consilium.expert.vision.internal.image.Picture;

/**
 * A chart's text without its drawing: bars, lines and axes are painted white, and text that stands
 * on bars is turned dark on white. Otherwise large dark bars decide what counts as ink, and thin
 * gray labels break to pieces.
 */
final class TextLayer {
  private final Picture picture;
  private final int unit;
  private final Palette palette;
  private final byte[] out;

  TextLayer(Picture picture, Gray gray, int unit) {
    this.picture = picture;
    this.unit = unit;
    this.palette = Palette.of(picture, picture.bounds());
    this.out = gray.pixels().clone();
  }

  Gray picture() {
    eraseRules(new Gray(out.clone(), picture.width(), picture.height()));
    for (int color = 0; color < palette.count(); color++) {
      Mask mask = palette.mask(color);
      erase(mask.only(this::isDrawn));
      for (Mask.Blob blob : mask.blobs(unit * unit)) {
        if (isFilled(blob)) {
          turnDark(blob.box(), color);
        }
      }
    }
    strengthen();
    return new Gray(out, picture.width(), picture.height());
  }

  // Gray labels must not be lost beside black ones when ink is told from paper.
  private void strengthen() {
    for (int i = 0; i < out.length; i++) {
      int ink = 255 - (out[i] & 255);
      out[i] = (byte) (255 - Math.min(255, ink * 3 / 2));
    }
  }

  /** Axes with the tick marks at them, which would be read as dashes and digits. */
  private void eraseRules(Gray gray) {
    Mask ink = Binarizer.ink(gray, 190);
    int w = gray.width();
    for (int[] run : ink.rowRuns(8 * unit)) {
      for (int x = run[1]; x < run[2]; x++) {
        wipe(run[0] * w + x, w, ink.set(), unit);
        wipe(run[0] * w + x, -w, ink.set(), unit);
      }
    }
    for (int[] run : ink.transposed().rowRuns(6 * unit)) {
      for (int y = run[1]; y < run[2]; y++) {
        wipe(y * w + run[0], -1, ink.set(), unit);
        wipe(y * w + run[0], 1, ink.set(), unit);
      }
    }
  }

  private void wipe(int from, int step, boolean[] ink, int most) {
    int i = from;
    for (int k = 0; k < most && i >= 0 && i < out.length && ink[i]; k++) {
      out[i] = (byte) 255;
      i += step;
    }
    if (i >= 0 && i < out.length) {
      out[i] = (byte) 255;
    }
  }

  private boolean isDrawn(Mask.Blob blob) {
    Box box = blob.box();
    boolean large = box.width() > 6 * unit || box.height() > 7 * unit / 2;
    boolean patch = blob.fill() > 0.75 && Math.min(box.width(), box.height()) > unit;
    return large || patch;
  }

  private boolean isFilled(Mask.Blob blob) {
    return blob.fill() > 0.55
        && blob.box().height() > 1.2 * unit
        && blob.box().width() > 1.2 * unit;
  }

  // With the blurred edge of what is erased.
  private void erase(Mask drawn) {
    int w = picture.width();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < w; x++) {
        if (drawn.at(x, y)) {
          out[y * w + x] = (byte) 255;
          blank(x - 1, y);
          blank(x + 1, y);
          blank(x, y - 1);
          blank(x, y + 1);
        }
      }
    }
  }

  private void blank(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
    if (inside && (out[y * picture.width() + x] & 255) > 96) {
      out[y * picture.width() + x] = (byte) 255;
    }
  }

  /** Dark where the pixel is lighter than a dark fill or darker than a light one. */
  private void turnDark(Box box, int color) {
    Box inside = Boxes.grown(box, -2);
    int fill = luma(palette.color(color));
    for (int y = inside.y(); y < inside.bottom(); y++) {
      for (int x = inside.x(); x < inside.right(); x++) {
        int here = luma(picture.at(x, y));
        int off = fill < 160 ? here - fill : fill - here;
        int range = fill < 160 ? 255 - fill : fill;
        int ink = Math.max(0, Math.min(255, 255 * (off - range / 6) / Math.max(1, range)));
        out[y * picture.width() + x] = (byte) (255 - ink);
      }
    }
  }

  private static int luma(int c) {
    return (299 * (c >> 16 & 255) + 587 * (c >> 8 & 255) + 114 * (c & 255)) / 1000;
  }
}
