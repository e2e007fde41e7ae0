package io.consilium.expert.vision.internal.grid;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines inside a frame along one direction. The frame is laid flat on a square; a line is where
 * it is darker than on both sides in most of {@link #BANDS} bands across it, so that digits, which
 * are short, do not count, and noise averages out.
 */
final class Ruling {
  static final int SIDE = 720;
  private static final int BANDS = 24;
  private static final int MOST_CELLS = 26;
  private static final double ENOUGH = 0.75;
  private static final int[] REACHES = {4, 8, 14};

  private final float[][] bands;
  private final double least;

  private Ruling(float[][] bands, double noise) {
    this.bands = bands;
    this.least = Math.max(2.2, 3 * noise / Math.sqrt((double) SIDE / BANDS));
  }

  /** The upright lines of a frame, or the level ones. */
  static Ruling of(Shades shades, Perspective frame, boolean upright, double noise) {
    float[][] bands = new float[BANDS][SIDE];
    int height = SIDE / BANDS;
    for (int along = 0; along < SIDE; along++) {
      for (int across = 0; across < SIDE; across++) {
        double s = (across + 0.5) / SIDE;
        double t = (along + 0.5) / SIDE;
        Point at = upright ? frame.map(s, t) : frame.map(t, s);
        bands[along / height][across] += (float) (shades.at(at.x(), at.y()) / height);
      }
    }
    return new Ruling(bands, noise);
  }

  /** How many cells the lines part, all of one width; 0 if none. */
  int cells() {
    for (int n = MOST_CELLS; n >= 2; n--) {
      boolean all = true;
      for (int k = 1; k < n && all; k++) {
        all = share(n, k) >= ENOUGH;
      }
      if (all) {
        return n;
      }
    }
    return 0;
  }

  private double share(int n, int k) {
    int lined = 0;
    for (int band = 0; band < BANDS; band++) {
      lined += depth(band, place(band, n, k)) > least ? 1 : 0;
    }
    return (double) lined / BANDS;
  }

  /** The darkest place near where a line should be. */
  private int place(int band, int n, int k) {
    int middle = (int) Math.round((double) SIDE * k / n - 0.5);
    int tolerance = Math.max(3, Math.min(9, (int) (0.1 * SIDE / n)));
    int best = middle;
    for (int off = 1; off <= tolerance; off++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        if (depth(band, middle + sign * off) > depth(band, best)) {
          best = middle + sign * off;
        }
      }
    }
    return best;
  }

  /** How much darker than on both sides. */
  private double depth(int band, int at) {
    double most = 0;
    for (int reach : REACHES) {
      double before = level(band, at - reach);
      double after = level(band, at + reach);
      most = Math.max(most, Math.min(before, after) - level(band, at));
    }
    return most;
  }

  private float level(int band, int at) {
    return bands[band][Math.max(0, Math.min(SIDE - 1, at))];
  }

  /** Lines from 0 to n as {@link Lattice} has them; the outer ones are the frame's. */
  double[][] lines(int n) {
    double[][] lines = new double[n + 1][2];
    lines[n][0] = 1;
    for (int k = 1; k < n; k++) {
      List<double[]> places = new ArrayList<>();
      for (int band = 0; band < BANDS; band++) {
        int place = place(band, n, k);
        if (depth(band, place) > least) {
          places.add(new double[] {(band + 0.5) / BANDS, centre(band, place)});
        }
      }
      double[] line = LineFit.through(places);
      lines[k][0] = (line[0] + 0.5) / SIDE;
      lines[k][1] = line[1] / SIDE;
    }
    return lines;
  }

  /** Centre of mass of the darkness around a place. */
  private double centre(int band, int place) {
    double paper = Math.min(level(band, place - 8), level(band, place + 8));
    double sum = 0;
    double moment = 0;
    for (int x = place - 7; x <= place + 7; x++) {
      double dark = Math.max(0, paper - level(band, x));
      sum += dark;
      moment += dark * x;
    }
    return sum < 1 ? place : moment / sum;
  }

  /** How heavy a line is: darkness times width, the median over the bands. */
  double weight(int n, int k) {
    double[] weights = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      int place = place(band, n, k);
      int reach = Math.max(4, Math.min(20, SIDE / n / 5));
      double paper = Math.max(level(band, place - reach), level(band, place + reach));
      for (int x = place - reach; x <= place + reach; x++) {
        weights[band] += Math.max(0, paper - level(band, x));
      }
    }
    java.util.Arrays.sort(weights);
    return weights[BANDS / 2];
  }
}
