package io.consilium.framework.runtimes.tesseract;

/**
 * A gray picture, one unsigned byte a pixel, row by row, 0 black. The array is not copied: leave it
 * as it is while a call uses it.
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed over, never compared
public record GrayPicture(byte[] pixels, int width, int height) {
  public GrayPicture {
    if (width < 1 || height < 1 || pixels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "The picture is said to be "
              + width
              + "x"
              + height
              + " and has "
              + pixels.length
              + " bytes. Maybe give one byte a pixel.");
    }
  }
}
