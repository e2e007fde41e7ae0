package io.consilium.distribution.evaluation.grids;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** Prints a sheet with a grid, or with something that is none. */
final class GridPainter {
  private static final List<String> PROSE =
      List.of(
          "Fill every open cell so that each row, each column and each box",
          "holds every number once. There is one way only; no guess is needed.",
          "Last week's answer stands on page 14. Send yours until the 28th of",
          "May; three winners are drawn and get a book each, worth 25 euros.");

  private final GridDesign design;
  private final GridLook look;
  private final Random random;

  GridPainter(GridDesign design) {
    this.design = design;
    this.look = design.look();
    this.random = new Random(design.seed() * 31L + 17);
  }

  /** The sheet and what lies around it, as the camera gets it. */
  BufferedImage paint() {
    int side = look.cell() * design.size();
    int margin =
        design.around() || design.table() ? Math.max(60, side / 5) : Math.max(12, side / 14);
    int head = design.around() ? margin + 3 * leading() : margin;
    int foot = design.around() ? margin + 6 * leading() : margin;
    int wide = design.other() == GridDesign.Other.TWO_GRIDS ? 2 * side + margin : side;
    int width = Math.max(wide, design.around() ? 24 * leading() : 0) + 2 * margin;
    BufferedImage image = new BufferedImage(width, side + head + foot, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(design.table() ? desk() : look.paper());
    g.fillRect(0, 0, width, image.getHeight());
    g.setColor(look.paper());
    int edge = design.table() ? margin / 4 : 0;
    g.fillRect(edge, edge, width - 2 * edge, image.getHeight() - 2 * edge);
    int left = (width - side) / 2;
    switch (design.other()) {
      case NONE -> grid(g, left, head);
      case PROSE -> prose(g, margin, head, Math.max(4, side / leading()));
      case TABLE -> table(g, left, head, side);
      case CROSSWORD -> crossword(g, left, head, side);
      case TWO_GRIDS -> twoGrids(g, margin, head);
    }
    if (design.around()) {
      g.setColor(look.ink());
      g.setFont(Face.TITLE.size(1.4 * leading()));
      g.drawString("Number puzzle " + (100 + design.seed()), margin, head - 2 * leading());
      prose(g, margin, head + side + 2 * leading(), PROSE.size());
    }
    g.dispose();
    if (look.dark()) {
      invert(image);
    }
    return image;
  }

  private int leading() {
    return Math.max(16, look.cell() / 3);
  }

  private Color desk() {
    return List.of(
            new Color(0x6b4f35), new Color(0x303438), new Color(0xb9b4aa), new Color(0x4a5f4a))
        .get(random.nextInt(4));
  }

  private void grid(Graphics2D g, int left, int top) {
    int n = design.size();
    int rows = Clues.boxRows(n);
    int columns = n / rows;
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        boolean tinted = (r / rows + c / columns) % 2 == 1;
        g.setColor(tinted ? look.tint() : look.paper());
        g.fillRect(left + c * look.cell(), top + r * look.cell(), look.cell(), look.cell());
      }
    }
    for (int k = 0; k <= n; k++) {
      line(g, left, top, k, k % columns == 0, true);
      line(g, left, top, k, k % rows == 0, false);
    }
    g.setColor(look.ink());
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        int value = design.cells().get(r).get(c);
        if (value > 0) {
          number(g, value, left + (c + 0.5) * look.cell(), top + (r + 0.5) * look.cell());
        }
      }
    }
  }

  /** Two grids of one size side by side: which is meant, nobody knows. */
  private void twoGrids(Graphics2D g, int left, int top) {
    grid(g, left, top);
    grid(g, left + look.cell() * design.size() + Math.max(20, look.cell()), top);
  }

  private static void invert(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, ~image.getRGB(x, y));
      }
    }
  }

  private void line(Graphics2D g, int left, int top, int k, boolean strong, boolean upright) {
    double at = k * (double) look.cell();
    double width = strong ? look.thick() : look.thin();
    double from = -look.thick() / 2;
    double length = look.cell() * (double) design.size() + look.thick();
    g.setColor(strong ? look.line() : look.fine());
    g.fill(
        upright
            ? new Rectangle2D.Double(left + at - width / 2, top + from, width, length)
            : new Rectangle2D.Double(left + from, top + at - width / 2, length, width));
  }

  private void number(Graphics2D g, int value, double x, double y) {
    Font font = look.face().size(look.cell() * look.digit() * 1.25);
    GlyphVector glyphs = font.createGlyphVector(g.getFontRenderContext(), String.valueOf(value));
    Rectangle2D box = glyphs.getVisualBounds();
    double jitter = 0.05 * look.cell();
    double dx = (random.nextDouble() - 0.5) * jitter;
    double dy = (random.nextDouble() - 0.5) * jitter;
    double widest = 0.8 * look.cell();
    double scale = Math.min(1, widest / box.getWidth());
    Font fitted = scale < 1 ? font.deriveFont((float) (font.getSize2D() * scale)) : font;
    GlyphVector set = fitted.createGlyphVector(g.getFontRenderContext(), String.valueOf(value));
    Rectangle2D at = set.getVisualBounds();
    g.drawGlyphVector(set, (float) (x - at.getCenterX() + dx), (float) (y - at.getCenterY() + dy));
  }

  private void prose(Graphics2D g, int left, int top, int lines) {
    g.setColor(look.ink());
    g.setFont(Face.TEXT.size(0.8 * leading()));
    for (int i = 0; i < lines; i++) {
      g.drawString(PROSE.get(i % PROSE.size()), left, top + i * leading());
    }
  }

  /** A ruled table of words and figures with columns of different width. */
  private void table(Graphics2D g, int left, int top, int side) {
    g.setColor(look.ink());
    g.setFont(Face.TEXT.size(0.7 * leading()));
    int rows = 7;
    double[] stops = {0, 0.4, 0.55, 0.8, 1};
    for (int r = 0; r <= rows; r++) {
      double y = top + side * (double) r / rows;
      g.draw(new Line2D.Double(left, y, left + side, y));
      for (int c = 0; r < rows && c + 1 < stops.length; c++) {
        String text = c == 0 ? "Region " + (r + 1) : String.valueOf(10 + random.nextInt(890));
        g.drawString(text, (int) (left + stops[c] * side) + 6, (int) (y + 0.6 * side / rows));
      }
    }
    for (double stop : stops) {
      g.draw(new Line2D.Double(left + stop * side, top, left + stop * side, top + side));
    }
  }

  /** Seven by seven, black cells and small numbers. */
  private void crossword(Graphics2D g, int left, int top, int side) {
    int n = 7;
    double cell = (double) side / n;
    g.setFont(Face.TEXT.size(Math.max(8, 0.25 * cell)));
    g.setColor(look.ink());
    int number = 1;
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        Rectangle2D box = new Rectangle2D.Double(left + c * cell, top + r * cell, cell, cell);
        if (random.nextInt(5) == 0) {
          g.fill(box);
        } else if (random.nextInt(3) == 0) {
          g.drawString(
              String.valueOf(number++), (float) box.getX() + 3, (float) (box.getY() + 0.3 * cell));
        }
        g.draw(box);
      }
    }
  }
}
