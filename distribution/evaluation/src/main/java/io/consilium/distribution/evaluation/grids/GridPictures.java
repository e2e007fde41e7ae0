package io.consilium.distribution.evaluation.grids;

import io.consilium.json.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Renders pictures of grids, one a seed: equal seeds give equal pictures on every machine. One in
 * ten holds no grid. Thread-safe.
 */
public final class GridPictures {
  /** Seeds below this one belong to the half that may be looked at while tuning. */
  public static final int FIRST_HELD = 200;

  /** Seeds from {@link #FIRST_HELD} to below this one are held back. */
  public static final int COUNT = 400;

  private GridPictures() {}

  /** What stands in the picture of a seed. */
  public static GridTruth truth(int seed) {
    return GridDesign.draw(seed).truth();
  }

  /** The picture of a seed, before it is compressed. */
  public static BufferedImage image(int seed) {
    return image(GridDesign.draw(seed));
  }

  static BufferedImage image(GridDesign design) {
    Random random = new Random(design.seed() * 7919L + 5);
    return new Camera(design.photo(), random).take(new GridPainter(design).paint());
  }

  /** What the files of a seed are called, without their endings. */
  public static String name(int seed) {
    return String.format(Locale.ROOT, "grid-%03d", seed);
  }

  /** Writes the picture, PNG or JPEG, and its truth beside it; returns the picture's path. */
  public static Path write(int seed, Path directory) throws IOException {
    Files.createDirectories(directory);
    GridDesign design = GridDesign.draw(seed);
    Files.writeString(directory.resolve(name(seed) + ".json"), Json.pretty(design.truth()));
    boolean jpeg = design.photo().jpeg() < 1;
    Path path = directory.resolve(name(seed) + (jpeg ? ".jpg" : ".png"));
    if (jpeg) {
      writeJpeg(image(design), path, design.photo().jpeg());
    } else {
      ImageIO.write(image(design), "png", path.toFile());
    }
    return path;
  }

  private static void writeJpeg(BufferedImage image, Path path, double quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality((float) quality);
    Files.deleteIfExists(path);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(path.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
