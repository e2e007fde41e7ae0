package io.consilium.expert.vision.internal.image;

import io.consilium.api.data.Box;

/** A colour picture, 0xRRGGBB a pixel (higher bits are noise), row by row. Treated as immutable. */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed over, never compared
public record Picture(int[] rgb, int width, int height) {

  public int at(int x, int y) {
    return rgb[y * width + x] & 0xffffff;
  }

  public Box bounds() {
    return new Box(0, 0, width, height);
  }

  /** The part of the box that lies inside, at least one pixel. */
  public Picture crop(Box box) {
    Box inside = Boxes.clip(box, width, height);
    int[] part = new int[inside.width() * inside.height()];
    for (int y = 0; y < inside.height(); y++) {
      System.arraycopy(
          rgb, (inside.y() + y) * width + inside.x(), part, y * inside.width(), inside.width());
    }
    return new Picture(part, inside.width(), inside.height());
  }

  /** Luma after Rec. 601. */
  public Gray gray() {
    byte[] pixels = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      int c = rgb[i];
      int luma = 299 * (c >> 16 & 255) + 587 * (c >> 8 & 255) + 114 * (c & 255);
      pixels[i] = (byte) (luma / 1000);
    }
    return new Gray(pixels, width, height);
  }

  /** The picture turned upright, bilinear, white where nothing was. */
  public Picture upright(Turn turn) {
    if (turn.isNone()) {
      return this;
    }
    int[] out = new int[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[y * width + x] = sample(turn.pictureX(x, y), turn.pictureY(x, y));
      }
    }
    return new Picture(out, width, height);
  }

  private int sample(double px, double py) {
    int x = (int) Math.floor(px);
    int y = (int) Math.floor(py);
    if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) {
      return x >= -1 && y >= -1 && x <= width && y <= height
          ? at(Math.max(0, Math.min(width - 1, x)), Math.max(0, Math.min(height - 1, y)))
          : 0xffffff;
    }
    int fx = (int) ((px - x) * 256);
    int fy = (int) ((py - y) * 256);
    int a = rgb[y * width + x];
    int b = rgb[y * width + x + 1];
    int c = rgb[(y + 1) * width + x];
    int d = rgb[(y + 1) * width + x + 1];
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int top = (a >> shift & 255) * (256 - fx) + (b >> shift & 255) * fx;
      int bottom = (c >> shift & 255) * (256 - fx) + (d >> shift & 255) * fx;
      out |= (top * (256 - fy) + bottom * fy) >> 16 << shift;
    }
    return out;
  }

  /** Each channel blurred a little (1 2 1 both ways), against noise. */
  public Picture softened() {
    int[] out = rgb.clone();
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        int soft = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          int sum = weigh(i - width, shift) + 2 * weigh(i, shift) + weigh(i + width, shift);
          soft |= (sum + 8) / 16 << shift;
        }
        out[i] = soft;
      }
    }
    return new Picture(out, width, height);
  }

  private int weigh(int i, int shift) {
    return (rgb[i - 1] >> shift & 255) + 2 * (rgb[i] >> shift & 255) + (rgb[i + 1] >> shift & 255);
  }
}
