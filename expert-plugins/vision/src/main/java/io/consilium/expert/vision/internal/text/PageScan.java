package io.consilium.expert.vision.internal.text;

import io.consilium.expert.vision.internal.image.Binarizer;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Deskew;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Mask;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.image.Turn;
import java.util.List;

/**
 * A page made ready to read: upright, dark on light, freed of specks.
 *
 * @param color the page upright, as coloured as given
 * @param gray dark text on light paper
 * @param ink what is darker than paper
 * @param blobs connected ink
 * @param turn how it was brought upright
 * @param textHeight median height of its letters in pixels
 */
public record PageScan(
    Picture color, Gray gray, Mask ink, List<Mask.Blob> blobs, Turn turn, int textHeight) {
  private static final int DEFAULT_TEXT_HEIGHT = 12;
  private static final double NOISY = 0.012;
  private static final double GRAINY = 4;
  private static final double UNCLEAN = 1.5;

  /** Finds the skew itself. */
  public static PageScan of(Picture picture) {
    return of(picture, Deskew.angle(onLight(picture.gray())));
  }

  /** With a skew that is known. */
  public static PageScan of(Picture picture, double skewDegrees) {
    Turn turn = new Turn(skewDegrees, picture.width(), picture.height());
    Picture upright = picture.upright(turn);
    Gray gray = onLight(upright.gray());
    double noise = gray.noise();
    if (speckles(gray) > NOISY) {
      gray = gray.median();
    } else if (noise > GRAINY) {
      gray = gray.softened();
    }
    if (noise > UNCLEAN) {
      gray = gray.spread();
    }
    Mask ink = Binarizer.ink(gray, Binarizer.threshold(gray));
    List<Mask.Blob> blobs = ink.blobs(3);
    Picture color = noise > GRAINY ? upright.softened() : upright;
    return new PageScan(color, gray, ink, blobs, turn, textHeight(blobs));
  }

  /** How much larger letters must become to be read well, and how large they may. */
  public double zoom() {
    double wanted = 26.0 / textHeight;
    double bearable = Math.sqrt(24e6 / ((double) gray.width() * gray.height()));
    return Math.max(0.5, Math.min(Math.min(4, wanted < 1.1 ? 1 : wanted), bearable));
  }

  private static Gray onLight(Gray gray) {
    long sum = 0;
    for (byte pixel : gray.pixels()) {
      sum += pixel & 255;
    }
    return sum < 100L * gray.pixels().length ? gray.inverted() : gray;
  }

  // Single pixels that stand out from all their neighbours, as sensors and scanners add them.
  private static double speckles(Gray gray) {
    int lonely = 0;
    for (int y = 1; y < gray.height() - 1; y += 2) {
      for (int x = 1; x < gray.width() - 1; x += 2) {
        int here = gray.at(x, y);
        int low = 255;
        int high = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            if (dx != 0 || dy != 0) {
              int near = gray.at(x + dx, y + dy);
              low = Math.min(low, near);
              high = Math.max(high, near);
            }
          }
        }
        if (high - low < 60 && (here < low - 40 || here > high + 40)) {
          lonely++;
        }
      }
    }
    return 4.0 * lonely / Math.max(1, gray.pixels().length);
  }

  private static int textHeight(List<Mask.Blob> blobs) {
    int[] heights =
        blobs.stream()
            .filter(blob -> blob.box().height() >= 5 && blob.box().height() <= 90)
            .filter(blob -> blob.box().width() <= 2 * blob.box().height())
            .filter(blob -> 8 * blob.box().width() >= blob.box().height())
            .filter(blob -> Boxes.area(blob.box()) >= 20)
            .mapToInt(blob -> blob.box().height())
            .sorted()
            .toArray();
    return heights.length < 8 ? DEFAULT_TEXT_HEIGHT : heights[heights.length * 6 / 10];
  }
}
