package io.consilium.expert.vision.internal.image;

import io.consilium.api.data.Box;
import io.consilium.framework.runtimes.tesseract.GrayPicture;
import java.util.Arrays;

/** A gray picture, one unsigned byte a pixel, 0 black. Treated as immutable. */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed over, never compared
public record Gray(byte[] pixels, int width, int height) {

  public int at(int x, int y) {
    return pixels[y * width + x] & 255;
  }

  public GrayPicture forOcr() {
    return new GrayPicture(pixels, width, height);
  }

  public int[] histogram() {
    int[] counts = new int[256];
    for (byte pixel : pixels) {
      counts[pixel & 255]++;
    }
    return counts;
  }

  public Gray crop(Box box) {
    Box inside = Boxes.clip(box, width, height);
    byte[] part = new byte[inside.width() * inside.height()];
    for (int y = 0; y < inside.height(); y++) {
      System.arraycopy(
          pixels, (inside.y() + y) * width + inside.x(), part, y * inside.width(), inside.width());
    }
    return new Gray(part, inside.width(), inside.height());
  }

  public Gray inverted() {
    byte[] out = new byte[pixels.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (255 - (pixels[i] & 255));
    }
    return new Gray(out, width, height);
  }

  /** A white frame around it, which text recognition needs at the edges. */
  public Gray framed(int by) {
    int w = width + 2 * by;
    byte[] out = new byte[w * (height + 2 * by)];
    Arrays.fill(out, (byte) 255);
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * width, out, (y + by) * w + by, width);
    }
    return new Gray(out, w, height + 2 * by);
  }

  /** Painted white inside the boxes. */
  public Gray without(Iterable<Box> boxes) {
    byte[] out = pixels.clone();
    for (Box box : boxes) {
      Box inside = Boxes.clip(box, width, height);
      for (int y = inside.y(); y < inside.bottom(); y++) {
        Arrays.fill(out, y * width + inside.x(), y * width + inside.right(), (byte) 255);
      }
    }
    return new Gray(out, width, height);
  }

  /** Scaled with Catmull-Rom interpolation, which keeps strokes sharp. */
  public Gray scaled(double factor) {
    if (factor == 1) {
      return this;
    }
    int w = Math.max(1, (int) Math.round(width * factor));
    int h = Math.max(1, (int) Math.round(height * factor));
    Gray wide = stretchedAcross(w);
    return wide.transposed().stretchedAcross(h).transposed();
  }

  private Gray stretchedAcross(int w) {
    byte[] out = new byte[w * height];
    double step = (double) width / w;
    for (int x = 0; x < w; x++) {
      double source = (x + 0.5) * step - 0.5;
      int base = (int) Math.floor(source);
      double[] weights = catmullRom(source - base);
      int[] at = new int[4];
      for (int k = 0; k < 4; k++) {
        at[k] = Math.max(0, Math.min(width - 1, base - 1 + k));
      }
      for (int y = 0; y < height; y++) {
        int row = y * width;
        double sum = 0.5;
        for (int k = 0; k < 4; k++) {
          sum += weights[k] * (pixels[row + at[k]] & 255);
        }
        out[y * w + x] = (byte) Math.max(0, Math.min(255, (int) sum));
      }
    }
    return new Gray(out, w, height);
  }

  private static double[] catmullRom(double t) {
    return new double[] {
      ((-0.5 * t + 1) * t - 0.5) * t,
      (1.5 * t - 2.5) * t * t + 1,
      ((-1.5 * t + 2) * t + 0.5) * t,
      (0.5 * t - 0.5) * t * t
    };
  }

  public Gray transposed() {
    byte[] out = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[x * height + y] = pixels[y * width + x];
      }
    }
    return new Gray(out, height, width);
  }

  /** Turned by a quarter clockwise. */
  public Gray quarterClockwise() {
    byte[] out = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[x * height + (height - 1 - y)] = pixels[y * width + x];
      }
    }
    return new Gray(out, height, width);
  }

  /** The median of every pixel and its eight neighbours: takes single specks away. */
  public Gray median() {
    byte[] out = pixels.clone();
    int[] nine = new int[9];
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int n = 0;
        for (int dy = -1; dy <= 1; dy++) {
          int row = (y + dy) * width + x;
          nine[n++] = pixels[row - 1] & 255;
          nine[n++] = pixels[row] & 255;
          nine[n++] = pixels[row + 1] & 255;
        }
        Arrays.sort(nine);
        out[y * width + x] = (byte) nine[4];
      }
    }
    return new Gray(out, width, height);
  }

  /** A small blur (1 2 1 both ways): softens noise before text recognition. */
  public Gray softened() {
    byte[] out = pixels.clone();
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        int above = weigh(i - width);
        int here = weigh(i);
        int below = weigh(i + width);
        out[i] = (byte) ((above + 2 * here + below + 8) / 16);
      }
    }
    return new Gray(out, width, height);
  }

  private int weigh(int i) {
    return (pixels[i - 1] & 255) + 2 * (pixels[i] & 255) + (pixels[i + 1] & 255);
  }

  /** Turned clockwise about its centre onto a canvas that holds all of it. */
  public Gray turned(double degrees) {
    double angle = Math.toRadians(degrees);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    int w = (int) Math.ceil(width * Math.abs(cos) + height * Math.abs(sin));
    int h = (int) Math.ceil(width * Math.abs(sin) + height * Math.abs(cos));
    byte[] out = new byte[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double dx = x - w / 2.0;
        double dy = y - h / 2.0;
        out[y * w + x] =
            (byte) sample(width / 2.0 + dx * cos + dy * sin, height / 2.0 - dx * sin + dy * cos);
      }
    }
    return new Gray(out, w, h);
  }

  private int sample(double px, double py) {
    int x = (int) Math.floor(px);
    int y = (int) Math.floor(py);
    if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) {
      return 255;
    }
    double fx = px - x;
    double fy = py - y;
    double top = at(x, y) * (1 - fx) + at(x + 1, y) * fx;
    double bottom = at(x, y + 1) * (1 - fx) + at(x + 1, y + 1) * fx;
    return (int) (top * (1 - fy) + bottom * fy + 0.5);
  }

  /**
   * Contrast spread so that all near the paper's own gray is white: tints and noise of the paper
   * vanish, letters stay.
   */
  public Gray spread() {
    int[] counts = histogram();
    int paper = 255;
    for (int level = 128; level < 256; level++) {
      paper = counts[level] > counts[paper] ? level : paper;
    }
    int white = Math.max(120, paper - 42);
    int dark = 0;
    for (long sum = 0; dark < white - 60 && sum + counts[dark] < pixels.length / 500; dark++) {
      sum += counts[dark];
    }
    byte[] out = new byte[pixels.length];
    for (int i = 0; i < out.length; i++) {
      int v = ((pixels[i] & 255) - dark) * 255 / (white - dark);
      out[i] = (byte) Math.max(0, Math.min(255, v));
    }
    return new Gray(out, width, height);
  }

  /** Deviation of the paper's noise: of single pixels from their neighbours, by the median. */
  public double noise() {
    int[] counts = new int[256];
    int all = 0;
    for (int y = 1; y < height - 1; y += 3) {
      for (int x = 1; x < width - 1; x += 3) {
        int around = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
        // White that is cut off has no noise to show.
        if (around < 4 * 254) {
          counts[Math.min(255, Math.abs(at(x, y) - around / 4))]++;
          all++;
        }
      }
    }
    int median = 0;
    for (int sum = counts[0]; median < 255 && sum * 2 < all; sum += counts[++median]) {
      continue;
    }
    boolean enough = all > width * height / 9 / 5;
    return enough ? median * 1.48 / Math.sqrt(1.25) : 0;
  }

  /** Share of single pixels that stand out from all their neighbours, as scanners add them. */
  public double specks() {
    int lonely = 0;
    for (int y = 1; y < height - 1; y += 2) {
      for (int x = 1; x < width - 1; x += 2) {
        int here = at(x, y);
        int low = 255;
        int high = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            if (dx != 0 || dy != 0) {
              int near = at(x + dx, y + dy);
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
    return 4.0 * lonely / Math.max(1, pixels.length);
  }

  /** Averaged over squares of so many pixels a side; what is left over at the edges is dropped. */
  public Gray shrunk(int factor) {
    if (factor == 1) {
      return this;
    }
    int w = width / factor;
    int h = height / factor;
    byte[] out = new byte[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int sum = 0;
        for (int i = 0; i < factor * factor; i++) {
          sum += at(x * factor + i % factor, y * factor + i / factor);
        }
        out[y * w + x] = (byte) (sum / (factor * factor));
      }
    }
    return new Gray(out, w, h);
  }
}
