package io.consilium.distribution.evaluation.pages;

import io.consilium.json.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Renders report pages, one a seed: equal seeds and equal series give equal pages on every machine.
 * Thread-safe.
 */
public final class ReportPages {
  /** Seeds below this one belong to the half that may be looked at while tuning. */
  public static final int FIRST_HELD = 60;

  /** Seeds from {@link #FIRST_HELD} to below this one are held back. */
  public static final int COUNT = 120;

  private final SeriesLibrary library;

  public ReportPages(SeriesLibrary library) {
    this.library = library;
  }

  /** What should be found on the page of a seed. */
  public PageTruth truth(int seed) {
    return PageTruth.of(PageDesign.draw(seed, library));
  }

  /** The picture of a seed's page. */
  public BufferedImage image(int seed) {
    try {
      return new PagePainter(PageDesign.draw(seed, library)).paint();
    } catch (IOException e) {
      throw new IllegalStateException("The page of seed " + seed + " could not be painted.", e);
    }
  }

  /** What the files of a seed's page are called, without their endings. */
  public static String name(int seed) {
    return String.format(Locale.ROOT, "page-%03d", seed);
  }

  /** Writes {@code page-<seed>.png} and {@code page-<seed>.json}; returns the picture's path. */
  public Path write(int seed, Path directory) throws IOException {
    Files.createDirectories(directory);
    String name = name(seed);
    Path png = directory.resolve(name + ".png");
    ImageIO.write(image(seed), "png", png.toFile());
    Files.writeString(directory.resolve(name + ".json"), Json.pretty(truth(seed)));
    return png;
  }
}
