package io.consilium.distribution.evaluation.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * What a scanner does to a page.
 *
 * @param skewDegrees by how much it is turned clockwise
 * @param blur radius in pixels, 0 to 1.2
 * @param gaussian standard deviation of additive noise, of 255
 * @param speckle share of pixels turned black or white
 * @param jpeg quality 0 to 1 of a compression and back; 1 for none
 */
public record Damage(
    double skewDegrees, double blur, double gaussian, double speckle, double jpeg) {
  /** As it left the printer. */
  public static final Damage NONE = new Damage(0, 0, 0, 0, 1);

  static Damage draw(Random random) {
    boolean clean = random.nextInt(3) == 0;
    if (clean) {
      return NONE;
    }
    return new Damage(
        random.nextBoolean() ? 0 : -1.5 + 3 * random.nextDouble(),
        random.nextInt(3) > 0 ? 0 : 0.3 + 0.5 * random.nextDouble(),
        random.nextBoolean() ? 0 : 2 + 10 * random.nextDouble(),
        random.nextInt(3) > 0 ? 0 : 0.0008 * random.nextDouble(),
        random.nextBoolean() ? 1 : 0.5 + 0.4 * random.nextDouble());
  }

  BufferedImage apply(BufferedImage page, Color paper, Random random) throws IOException {
    BufferedImage image = skewDegrees == 0 ? page : turned(page, paper);
    if (blur > 0) {
      image = blurred(image);
    }
    noise(image, random);
    return jpeg < 1 ? compressed(image) : image;
  }

  private BufferedImage turned(BufferedImage page, Color paper) {
    BufferedImage turned =
        new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = turned.createGraphics();
    g.setColor(paper);
    g.fillRect(0, 0, page.getWidth(), page.getHeight());
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.rotate(Math.toRadians(skewDegrees), page.getWidth() / 2.0, page.getHeight() / 2.0);
    g.drawImage(page, 0, 0, null);
    g.dispose();
    return turned;
  }

  private BufferedImage blurred(BufferedImage image) {
    int radius = 2;
    float[] weights = new float[(2 * radius + 1) * (2 * radius + 1)];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int dx = i % (2 * radius + 1) - radius;
      int dy = i / (2 * radius + 1) - radius;
      weights[i] = (float) Math.exp(-(dx * dx + dy * dy) / (2 * blur * blur));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    Kernel kernel = new Kernel(2 * radius + 1, 2 * radius + 1, weights);
    return new ConvolveOp(kernel, ConvolveOp.EDGE_NO_OP, null).filter(image, null);
  }

  private void noise(BufferedImage image, Random random) {
    if (gaussian == 0 && speckle == 0) {
      return;
    }
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      Arrays.setAll(row, x -> noisy(row[x], random));
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }

  private int noisy(int rgb, Random random) {
    if (speckle > 0 && random.nextDouble() < speckle) {
      return random.nextBoolean() ? 0x202020 : 0xffffff;
    }
    int shift = gaussian == 0 ? 0 : (int) Math.round(gaussian * random.nextGaussian());
    return clamp((rgb >> 16 & 255) + shift) << 16
        | clamp((rgb >> 8 & 255) + shift) << 8
        | clamp((rgb & 255) + shift);
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  private BufferedImage compressed(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality((float) jpeg);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
