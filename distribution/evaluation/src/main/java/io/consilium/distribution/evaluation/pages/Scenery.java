package io.consilium.distribution.evaluation.pages;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A picture like a photograph of hills at dusk: no text and no figures, for what must be refused.
 */
public final class Scenery {
  private Scenery() {}

  /** The picture of a seed. */
  public static BufferedImage image(int width, int height, int seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    double[][] ridges = new double[4][];
    for (int i = 0; i < ridges.length; i++) {
      ridges[i] = ridge(width, height * (0.42 + 0.14 * i), height * (0.16 - 0.02 * i), random);
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour(x, y, height, ridges, random));
      }
    }
    return image;
  }

  /** A line of hills by midpoint displacement (Fournier, Fussell and Carpenter 1982). */
  private static double[] ridge(int width, double level, double rough, Random random) {
    int size = Integer.highestOneBit(width) * 2 + 1;
    double[] line = new double[size];
    double spread = rough;
    line[0] = level;
    line[size - 1] = level;
    for (int step = size - 1; step > 1; step /= 2) {
      for (int x = step / 2; x < size; x += step) {
        line[x] =
            (line[x - step / 2] + line[x + step / 2]) / 2 + spread * random.nextGaussian() * 0.6;
      }
      spread *= 0.52;
    }
    return line;
  }

  private static int colour(int x, int y, int height, double[][] ridges, Random random) {
    double up = 1 - (double) y / height;
    Color base = mix(new Color(0xf2b880), new Color(0x4a6fa5), Math.min(1, up * 1.1));
    for (int i = 0; i < ridges.length; i++) {
      if (y > ridges[i][x]) {
        base = Color.getHSBColor(0.58f - 0.06f * i, 0.35f, 0.52f - 0.12f * i);
      }
    }
    int grain = (int) (6 * random.nextGaussian());
    return clamp(base.getRed() + grain) << 16
        | clamp(base.getGreen() + grain) << 8
        | clamp(base.getBlue() + grain);
  }

  private static Color mix(Color one, Color other, double share) {
    return new Color(
        (int) (one.getRed() + share * (other.getRed() - one.getRed())),
        (int) (one.getGreen() + share * (other.getGreen() - one.getGreen())),
        (int) (one.getBlue() + share * (other.getBlue() - one.getBlue())));
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
