package io.consilium.distribution.evaluation.pages;

import io.consilium.distribution.evaluation.grids.ExampleGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws the pictures of {@code distribution/examples} anew. */
public final class ExampleFiles {
  private ExampleFiles() {}

  /** Writes them into the directory named by the one argument. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("Name the directory to write into, and nothing else.");
    }
    Path directory = Files.createDirectories(Path.of(args[0]));
    ImageIO.write(ExamplePage.image(), "png", directory.resolve("quarterly-earnings.png").toFile());
    ImageIO.write(Scenery.image(640, 420, 7), "jpeg", directory.resolve("no-figures.jpg").toFile());
    ImageIO.write(ExampleGrid.image(), "png", directory.resolve("sudoku.png").toFile());
  }
}
