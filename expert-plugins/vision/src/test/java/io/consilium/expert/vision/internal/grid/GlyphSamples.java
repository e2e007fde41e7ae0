package io.consilium.expert.vision.internal.grid;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Draws characters as they come out of pictures: turned, sheared, blurred, pale, noisy. */
final class GlyphSamples {
  private static final String LETTERS = "AEFHKMNRTUVWXY?+=#%&*JPch";
  private static final FontRenderContext PLAIN = new FontRenderContext(null, true, true);

  private final List<Font> fonts;
  private final Random random;

  GlyphSamples(List<Font> fonts, long seed) {
    this.fonts = fonts;
    this.random = new Random(seed);
  }

  /** A character and its class. */
  @SuppressWarnings("ArrayRecordComponent") // values are handed over, never compared
  record Sample(float[] ink, int label) {}

  Sample next() {
    while (true) {
      int label = random.nextInt(7) == 0 ? GlyphNet.NO_DIGIT : random.nextInt(10);
      Optional<Glyph> glyph = glyph(label);
      if (glyph.isPresent()) {
        return new Sample(glyph.get().ink(), label);
      }
    }
  }

  private Optional<Glyph> glyph(int label) {
    int cell = 22 + random.nextInt(70);
    double height = cell * (0.36 + 0.34 * random.nextDouble());
    Shape shape = label == GlyphNet.NO_DIGIT ? noDigit() : outline((char) ('0' + label), 0);
    Rectangle2D box = shape.getBounds2D();
    if (box.isEmpty()) {
      return Optional.empty();
    }
    AffineTransform place = new AffineTransform();
    place.translate(
        cell * (0.5 + 0.08 * (random.nextDouble() - 0.5)),
        cell * (0.5 + 0.08 * (random.nextDouble() - 0.5)));
    place.rotate(Math.toRadians(3.5 * random.nextGaussian()));
    place.shear(0.06 * random.nextGaussian(), 0.03 * random.nextGaussian());
    double scale = height / Math.max(box.getHeight(), box.getWidth());
    place.scale(scale * (1 + 0.08 * random.nextGaussian()), scale);
    place.translate(-box.getCenterX(), -box.getCenterY());
    Patch patch = patch(place.createTransformedShape(shape), cell);
    double share = 0.38 + 0.17 * random.nextDouble();
    List<Glyph> found = GlyphFinder.find(patch, share, 1).glyphs();
    return found.stream().findFirst();
  }

  private Shape outline(char character, int quarters) {
    Font font = fonts.get(random.nextInt(fonts.size()));
    Shape shape = font.createGlyphVector(PLAIN, new char[] {character}).getOutline();
    return AffineTransform.getQuadrantRotateInstance(quarters).createTransformedShape(shape);
  }

  private Shape noDigit() {
    return switch (random.nextInt(4)) {
      case 0 -> outline("347".charAt(random.nextInt(3)), 2);
      case 1 -> outline("23457".charAt(random.nextInt(5)), random.nextBoolean() ? 1 : 3);
      case 2 -> scribble();
      default -> outline(LETTERS.charAt(random.nextInt(LETTERS.length())), 0);
    };
  }

  private Shape scribble() {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int k = 0, all = 1 + random.nextInt(4); k < all; k++) {
      AffineTransform turn =
          AffineTransform.getRotateInstance(
              Math.PI * random.nextDouble(), 50 * random.nextDouble(), 50 * random.nextDouble());
      double thin = 4 + 12 * random.nextDouble();
      path.append(
          turn.createTransformedShape(
              new Rectangle2D.Double(40 * random.nextDouble(), 40 * random.nextDouble(), 60, thin)),
          false);
    }
    Rectangle2D box = path.getBounds2D();
    // An upright bar is a one.
    boolean bar = box.getHeight() > 2.2 * box.getWidth();
    return bar ? AffineTransform.getQuadrantRotateInstance(1).createTransformedShape(path) : path;
  }

  private Patch patch(Shape shape, int cell) {
    BufferedImage image = new BufferedImage(cell, cell, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, cell, cell);
    g.setColor(Color.BLACK);
    g.fill(shape);
    g.dispose();
    float[] levels = new float[cell * cell];
    int[] raw = image.getRaster().getPixels(0, 0, cell, cell, (int[]) null);
    double contrast = 0.25 + 0.75 * random.nextDouble();
    double slope = random.nextInt(3) == 0 ? 20 * random.nextDouble() : 0;
    double blur = Math.max(0, -0.3 + 1.6 * random.nextDouble());
    double noise = random.nextInt(3) == 0 ? 0 : 11 * random.nextDouble();
    for (int i = 0; i < raw.length; i++) {
      levels[i] = (float) (230 - (255 - raw[i]) * 0.85 * contrast + slope * (i % cell) / cell);
    }
    levels = blurred(levels, cell, blur);
    for (int i = 0; i < levels.length; i++) {
      levels[i] += (float) (noise * random.nextGaussian());
    }
    return Patch.of(stretched(levels, cell));
  }

  static float[] blurred(float[] in, int side, double sigma) {
    if (sigma < 0.2) {
      return in;
    }
    float[] once = pass(in, side, sigma, 1, side);
    return pass(once, side, sigma, side, 1);
  }

  private static float[] pass(float[] in, int side, double sigma, int step, int across) {
    float[] out = new float[in.length];
    for (int a = 0; a < side; a++) {
      for (int b = 0; b < side; b++) {
        double sum = 0;
        double weight = 0;
        for (int k = -3; k <= 3; k++) {
          int at = Math.max(0, Math.min(side - 1, b + k));
          double w = Math.exp(-k * k / (2 * sigma * sigma));
          sum += w * in[a * across + at * step];
          weight += w;
        }
        out[a * across + b * step] = (float) (sum / weight);
      }
    }
    return out;
  }

  private static float[] stretched(float[] in, int side) {
    float[] out = new float[Patch.SIDE * Patch.SIDE];
    double step = (double) side / Patch.SIDE;
    for (int y = 0; y < Patch.SIDE; y++) {
      for (int x = 0; x < Patch.SIDE; x++) {
        double px = Math.max(0, Math.min(side - 1.001, (x + 0.5) * step - 0.5));
        double py = Math.max(0, Math.min(side - 1.001, (y + 0.5) * step - 0.5));
        int ix = (int) px;
        int iy = (int) py;
        double fx = px - ix;
        double fy = py - iy;
        int i = iy * side + ix;
        out[y * Patch.SIDE + x] =
            (float)
                ((in[i] * (1 - fx) + in[i + 1] * fx) * (1 - fy)
                    + (in[i + side] * (1 - fx) + in[i + side + 1] * fx) * fy);
      }
    }
    return out;
  }

  /** Fonts of a directory tree that draw digits. */
  static List<Font> usable(List<Font> all) {
    List<Font> usable = new ArrayList<>();
    for (Font font : all) {
      if (font.canDisplayUpTo("0123456789") < 0) {
        usable.add(font.deriveFont(100f));
      }
    }
    return usable;
  }
}
