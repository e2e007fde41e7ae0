package io.consilium.expert.vision.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A page drawn for a test. */
final class RenderedPage {
  private final BufferedImage image;
  private final Graphics2D graphics;

  RenderedPage(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    font(Font.PLAIN, 18);
    graphics.setColor(Color.BLACK);
  }

  Graphics2D graphics() {
    return graphics;
  }

  RenderedPage font(int style, int size) {
    graphics.setFont(new Font(Font.SANS_SERIF, style, size));
    return this;
  }

  RenderedPage text(int x, int y, String text) {
    graphics.setColor(Color.BLACK);
    graphics.drawString(text, x, y);
    return this;
  }

  RenderedPage right(int x, int y, String text) {
    return text(x - graphics.getFontMetrics().stringWidth(text), y, text);
  }

  RenderedPage centered(int x, int y, String text) {
    return text(x - graphics.getFontMetrics().stringWidth(text) / 2, y, text);
  }

  RenderedPage rule(int x1, int y1, int x2, int y2) {
    graphics.setColor(Color.DARK_GRAY);
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.drawLine(x1, y1, x2, y2);
    return this;
  }

  RenderedPage bar(int x, int y, int width, int height, Color color) {
    graphics.setColor(color);
    graphics.fillRect(x, y, width, height);
    return this;
  }

  /** The page turned clockwise. */
  RenderedPage turned(double degrees) {
    RenderedPage out = new RenderedPage(image.getWidth(), image.getHeight());
    out.graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    out.graphics.rotate(Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0);
    out.graphics.drawImage(image, 0, 0, null);
    return out;
  }

  /** The part between two heights. */
  RenderedPage cut(int top, int bottom) {
    RenderedPage out = new RenderedPage(image.getWidth(), bottom - top);
    out.graphics.drawImage(image, 0, -top, null);
    return out;
  }

  RenderedPage noisy(long seed, int sigma) {
    Random random = new Random(seed);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int c = image.getRGB(x, y);
        int noise = (int) (random.nextGaussian() * sigma);
        image.setRGB(
            x,
            y,
            clamp((c >> 16 & 255) + noise) << 16
                | clamp((c >> 8 & 255) + noise) << 8
                | clamp((c & 255) + noise));
      }
    }
    return this;
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  BufferedImage image() {
    return image;
  }

  byte[] png() {
    return bytes("png");
  }

  byte[] jpeg() {
    return bytes("jpg");
  }

  private byte[] bytes(String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
