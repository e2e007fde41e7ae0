package io.consilium.expert.vision.internal.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Turns bytes into a {@link Picture}, looking at the announced size before making room for it. */
public final class PictureDecoder {
  /** Largest picture that is read: about a page of A3 at 400 dpi. */
  public static final long MAX_PIXELS = 40_000_000;

  /** Longest side that is read. */
  public static final int MAX_SIDE = 15_000;

  private PictureDecoder() {}

  /**
   * @throws BadPicture if the bytes are not a whole picture of bearable size
   */
  public static Picture decode(byte[] bytes) throws BadPicture {
    if (bytes.length == 0) {
      throw new BadPicture("The picture is empty (0 bytes). Maybe the file was not written yet.");
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new BadPicture(
            "The input is not a picture ("
                + bytes.length
                + " bytes starting with "
                + start(bytes)
                + "). Maybe give a PNG or JPEG file.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new BadPicture(
          "The picture is damaged or cut off ("
              + bytes.length
              + " bytes: "
              + e.getMessage()
              + "). Maybe save it again as PNG.");
    }
  }

  private static Picture read(ImageReader reader) throws IOException, BadPicture {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
      throw new BadPicture(
          "The picture is too large ("
              + width
              + "x"
              + height
              + " pixels; at most "
              + MAX_SIDE
              + " a side and "
              + MAX_PIXELS / 1_000_000
              + " million in all). Maybe scale it down; 150 to 300 dpi are plenty.");
    }
    BufferedImage decoded = reader.read(0);
    BufferedImage flat = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = flat.createGraphics();
    graphics.drawImage(decoded, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return new Picture(flat.getRGB(0, 0, width, height, null, 0, width), width, height);
  }

  private static String start(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      hex.append(String.format(Locale.ROOT, "%02x", bytes[i]));
    }
    return hex.toString();
  }
}
