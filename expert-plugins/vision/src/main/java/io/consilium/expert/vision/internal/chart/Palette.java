package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Mask;
import io.consilium.expert.vision.internal.image.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The few colours that a chart is drawn in, and which pixel has which. */
final class Palette {
  private static final int BACKGROUND_NEAR = 22;
  private static final int SAME = 44;
  private static final int MOST = 14;

  private final Picture picture;
  private final int background;
  private final List<Integer> colors;
  private final int[] layer;

  private Palette(Picture picture, int background, List<Integer> colors) {
    this.picture = picture;
    this.background = background;
    this.colors = colors;
    this.layer = new int[picture.rgb().length];
    for (int i = 0; i < layer.length; i++) {
      layer[i] = nearest(picture.rgb()[i] & 0xffffff);
    }
  }

  static Palette of(Picture picture, Box area) {
    Box inside = Boxes.clip(area, picture.width(), picture.height());
    long[][] bins = bins(picture, inside);
    List<long[]> heaviest =
        Arrays.stream(bins)
            .filter(bin -> bin[0] > 0)
            .sorted(Comparator.comparingLong(bin -> -bin[0]))
            .toList();
    int background = background(picture, inside, heaviest.get(0));
    double least = Math.max(12, 0.0004 * Boxes.area(inside));
    List<Integer> colors = new ArrayList<>();
    for (long[] bin : heaviest) {
      int color = mean(bin);
      boolean fresh = colors.stream().noneMatch(c -> distance(c, color) < SAME);
      if (bin[0] >= least
          && fresh
          && distance(color, background) > BACKGROUND_NEAR
          && colors.size() < MOST) {
        colors.add(color);
      }
    }
    return new Palette(picture, background, colors);
  }

  // Many bars can cover more of the plot than its paper does; the paper shows around the plot too.
  private static int background(Picture picture, Box inside, long[] heaviest) {
    int paper = background(picture, picture.bounds());
    int near = 0;
    int all = 0;
    for (int y = inside.y(); y < inside.bottom(); y += 3) {
      for (int x = inside.x(); x < inside.right(); x += 3) {
        near += distance(picture.at(x, y), paper) <= BACKGROUND_NEAR ? 1 : 0;
        all++;
      }
    }
    return near > 0.1 * all ? paper : mean(heaviest);
  }

  /** The most frequent colour. */
  static int background(Picture picture, Box area) {
    return mean(
        Arrays.stream(bins(picture, Boxes.clip(area, picture.width(), picture.height())))
            .max(Comparator.comparingLong(bin -> bin[0]))
            .orElseThrow());
  }

  private static long[][] bins(Picture picture, Box inside) {
    long[][] bins = new long[4096][4];
    for (int y = inside.y(); y < inside.bottom(); y++) {
      for (int x = inside.x(); x < inside.right(); x++) {
        int c = picture.at(x, y);
        long[] bin = bins[(c >> 20 & 15) << 8 | (c >> 12 & 15) << 4 | (c >> 4 & 15)];
        bin[0]++;
        bin[1] += c >> 16 & 255;
        bin[2] += c >> 8 & 255;
        bin[3] += c & 255;
      }
    }
    return bins;
  }

  private static int mean(long[] bin) {
    return (int) (bin[1] / bin[0] << 16 | bin[2] / bin[0] << 8 | bin[3] / bin[0]);
  }

  /** Largest difference in a channel. */
  static int distance(int a, int b) {
    int red = Math.abs((a >> 16 & 255) - (b >> 16 & 255));
    int green = Math.abs((a >> 8 & 255) - (b >> 8 & 255));
    int blue = Math.abs((a & 255) - (b & 255));
    return Math.max(red, Math.max(green, blue));
  }

  private int nearest(int rgb) {
    int best = -1;
    int least = distance(rgb, background);
    if (least <= BACKGROUND_NEAR) {
      return -1;
    }
    for (int i = 0; i < colors.size(); i++) {
      int distance = distance(rgb, colors.get(i));
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return least <= SAME ? best : -1;
  }

  int count() {
    return colors.size();
  }

  int background() {
    return background;
  }

  int color(int index) {
    return colors.get(index);
  }

  /** How far from gray a colour is, 0 to 255. */
  int saturation(int index) {
    int c = colors.get(index);
    int r = c >> 16 & 255;
    int g = c >> 8 & 255;
    int b = c & 255;
    return Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b));
  }

  /** How much a colour stands out from the background, 0 to 255. */
  int contrast(int index) {
    return distance(colors.get(index), background);
  }

  boolean has(int index, int x, int y) {
    return layer[y * picture.width() + x] == index;
  }

  Mask mask(int index) {
    boolean[] set = new boolean[layer.length];
    for (int i = 0; i < set.length; i++) {
      set[i] = layer[i] == index;
    }
    return new Mask(set, picture.width(), picture.height());
  }
}
