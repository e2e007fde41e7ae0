package io.consilium.distribution.evaluation.grids;

import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.Random;

/** Takes a picture of a sheet: bends, shades, pales, blurs and adds noise. */
final class Camera {
  private static final int ACROSS = 2;

  private final Photo photo;
  private final Random random;

  Camera(Photo photo, Random random) {
    this.photo = photo;
    this.random = random;
  }

  /** The picture of a sheet; what lies beyond its edge looks like the edge. */
  BufferedImage take(BufferedImage sheet) {
    BufferedImage picture = photo.isBent() ? bent(sheet) : sheet;
    if (photo.shade() > 0 || photo.contrast() < 1) {
      shade(picture);
    }
    if (photo.blur() > 0.2) {
      picture = blurred(picture);
    }
    if (photo.noise() > 0 || photo.speckle() > 0) {
      grain(picture);
    }
    return picture;
  }

  /** Maps every pixel back through rotation and keystone; averages {@code ACROSS} squared rays. */
  private BufferedImage bent(BufferedImage sheet) {
    int width = sheet.getWidth();
    int height = sheet.getHeight();
    int[] from = sheet.getRGB(0, 0, width, height, null, 0, width);
    double cos = Math.cos(Math.toRadians(photo.degrees()));
    double sin = Math.sin(Math.toRadians(photo.degrees()));
    double fit = 1 + 0.6 * (Math.abs(photo.keystoneX()) + Math.abs(photo.keystoneY()));
    int[] to = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int[] sum = new int[3];
        for (int ray = 0; ray < ACROSS * ACROSS; ray++) {
          double u = (x + (ray % ACROSS + 0.5) / ACROSS - width / 2.0) * fit;
          double v = (y + (ray / ACROSS + 0.5) / ACROSS - height / 2.0) * fit;
          double far = 1 + photo.keystoneX() * u / width + photo.keystoneY() * v / height;
          int sx = (int) ((u * cos + v * sin) / far + width / 2.0);
          int sy = (int) ((v * cos - u * sin) / far + height / 2.0);
          int rgb =
              from[
                  Math.max(0, Math.min(height - 1, sy)) * width
                      + Math.max(0, Math.min(width - 1, sx))];
          sum[0] += rgb >> 16 & 255;
          sum[1] += rgb >> 8 & 255;
          sum[2] += rgb & 255;
        }
        int rays = ACROSS * ACROSS;
        to[y * width + x] = sum[0] / rays << 16 | sum[1] / rays << 8 | sum[2] / rays;
      }
    }
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, to, 0, width);
    return picture;
  }

  private void shade(BufferedImage picture) {
    double angle = 2 * Math.PI * random.nextDouble();
    double size = Math.hypot(picture.getWidth(), picture.getHeight());
    each(
        picture,
        (x, y, level) -> {
          double along =
              ((x - picture.getWidth() / 2.0) * Math.cos(angle)
                          + (y - picture.getHeight() / 2.0) * Math.sin(angle))
                      / size
                  + 0.5;
          double pale = 235 - (235 - level) * photo.contrast();
          return pale * (1 - photo.shade() * along);
        });
  }

  private void grain(BufferedImage picture) {
    double[] drawn = new double[1];
    each(
        picture,
        (x, y, level) -> {
          if (photo.speckle() > 0 && random.nextDouble() < photo.speckle() / 3) {
            return random.nextBoolean() ? 30 : 250;
          }
          drawn[0] = random.nextGaussian();
          return level + photo.noise() * drawn[0];
        });
  }

  private BufferedImage blurred(BufferedImage picture) {
    int radius = (int) Math.ceil(2.5 * photo.blur());
    int side = 2 * radius + 1;
    float[] weights = new float[side * side];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int dx = i % side - radius;
      int dy = i / side - radius;
      weights[i] = (float) Math.exp(-(dx * dx + dy * dy) / (2 * photo.blur() * photo.blur()));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null)
        .filter(picture, null);
  }

  /** What becomes of one channel of one pixel. */
  private interface Change {
    double of(int x, int y, int level);
  }

  private static void each(BufferedImage picture, Change change) {
    int[] row = new int[picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      int line = y;
      picture.getRGB(0, y, row.length, 1, row, 0, row.length);
      Arrays.setAll(
          row,
          x ->
              level(change.of(x, line, row[x] >> 16 & 255)) << 16
                  | level(change.of(x, line, row[x] >> 8 & 255)) << 8
                  | level(change.of(x, line, row[x] & 255)));
      picture.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
