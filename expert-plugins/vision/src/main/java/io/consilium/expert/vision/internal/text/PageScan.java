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
    if (gray.specks() > NOISY) {
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
