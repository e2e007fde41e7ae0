package io.consilium.expert.vision.internal;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A number grid drawn for a test. */
final class DrawnGrid {
  static final String NINE =
      "1..34....643..2...25.9......6.8..1.3.1.5.7.8......36.7....7..1.8..1....5.9..3..28";

  private final int size;
  private final String clues;
  private int cell = 40;
  private String font = Font.SANS_SERIF;
  private int boxRows;

  private DrawnGrid(int size, String clues) {
    this.size = size;
    this.clues = clues;
    this.boxRows = size == 6 ? 2 : (int) Math.sqrt(size);
  }

  static DrawnGrid nine() {
    return new DrawnGrid(9, NINE);
  }

  /** Clues row by row, a dot for a blank cell. */
  static DrawnGrid of(int size, String clues) {
    return new DrawnGrid(size, clues);
  }

  DrawnGrid serif() {
    font = Font.SERIF;
    return this;
  }

  /** Heavy lines around boxes of so many rows. */
  DrawnGrid boxRows(int rows) {
    boxRows = rows;
    return this;
  }

  List<List<Integer>> cells() {
    List<List<Integer>> cells = new ArrayList<>();
    for (int r = 0; r < size; r++) {
      cells.add(
          clues
              .substring(r * size, (r + 1) * size)
              .chars()
              .mapToObj(clue -> clue == '.' ? 0 : clue - '0')
              .toList());
    }
    return cells;
  }

  /** On a page with room and a title around it. */
  RenderedPage page() {
    int side = size * cell;
    RenderedPage page = new RenderedPage(side + 140, side + 160);
    page.font(Font.BOLD, 20).text(60, 40, "Puzzle 7");
    draw(page.graphics(), 70, 80);
    return page;
  }

  void draw(Graphics2D g, int left, int top) {
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    int side = size * cell;
    for (int k = 0; k <= size; k++) {
      double down = k % boxRows == 0 ? 3 : 1.2;
      double across = k % (size / boxRows) == 0 ? 3 : 1.2;
      g.fill(new Rectangle2D.Double(left + k * cell - across / 2, top, across, side));
      g.fill(new Rectangle2D.Double(left, top + k * cell - down / 2, side, down));
    }
    g.setFont(new Font(font, Font.PLAIN, cell * 7 / 10));
    for (int i = 0; i < clues.length(); i++) {
      if (clues.charAt(i) != '.') {
        String clue = clues.substring(i, i + 1);
        Rectangle2D box = g.getFont().getStringBounds(clue, g.getFontRenderContext());
        float x = (float) (left + (i % size + 0.5) * cell - box.getCenterX());
        g.drawString(clue, x, top + (i / size + 0.76f) * cell);
      }
    }
  }

  /** The same as a page whose right side lies further away. */
  static RenderedPage leaning(RenderedPage page) {
    RenderedPage out = new RenderedPage(page.image().getWidth(), page.image().getHeight());
    AffineTransform lean = new AffineTransform(0.9, 0.06, 0.05, 0.88, 10, 20);
    out.graphics()
        .setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    out.graphics().drawImage(page.image(), lean, null);
    return out;
  }
}
