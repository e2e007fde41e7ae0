package io.consilium.distribution.tests;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures with something wrong about them. */
final class Drawn {
  private Drawn() {}

  static void blank(Path file, int width, int height) throws IOException {
    write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), file, List.of());
  }

  static void text(Path file, List<String> lines) throws IOException {
    write(new BufferedImage(1240, 900, BufferedImage.TYPE_BYTE_GRAY), file, lines);
  }

  /** Bars over two axes without a word or a number. */
  static void barsWithoutLabels(Path file) throws IOException {
    BufferedImage picture = new BufferedImage(1000, 700, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = paper(picture);
    pen.drawLine(80, 600, 950, 600);
    pen.drawLine(80, 600, 80, 60);
    int[] heights = {200, 260, 240, 310, 350, 400, 380, 450};
    for (int i = 0; i < heights.length; i++) {
      pen.fillRect(120 + 100 * i, 600 - heights[i], 60, heights[i]);
    }
    ImageIO.write(picture, "png", file.toFile());
  }

  private static void write(BufferedImage picture, Path file, List<String> lines)
      throws IOException {
    Graphics2D pen = paper(picture);
    for (int i = 0; i < lines.size(); i++) {
      pen.drawString(lines.get(i), 100, 150 + 45 * i);
    }
    ImageIO.write(picture, "png", file.toFile());
  }

  private static Graphics2D paper(BufferedImage picture) {
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
    return pen;
  }
}
