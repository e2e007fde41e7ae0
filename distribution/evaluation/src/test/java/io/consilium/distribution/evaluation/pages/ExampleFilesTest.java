package io.consilium.distribution.evaluation.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFilesTest {
  private static final Path SHIPPED = Path.of("..", "examples");

  @Test
  void whatShipsIsWhatIsDrawn(@TempDir Path directory) throws Exception {
    ExampleFiles.main(new String[] {directory.toString()});
    for (String name : new String[] {"quarterly-earnings.png", "no-figures.jpg", "sudoku.png"}) {
      BufferedImage drawn = ImageIO.read(directory.resolve(name).toFile());
      BufferedImage shipped = ImageIO.read(SHIPPED.resolve(name).toFile());
      assertThat(shipped.getWidth()).isEqualTo(drawn.getWidth());
      assertThat(shipped.getHeight()).isEqualTo(drawn.getHeight());
      // Font rasterisers differ a little between Java platforms, figures do not.
      assertThat(difference(shipped, drawn)).as(name).isLessThan(3);
    }
  }

  private static double difference(BufferedImage one, BufferedImage other) {
    double sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        sum += Math.abs((one.getRGB(x, y) >> 8 & 255) - (other.getRGB(x, y) >> 8 & 255));
      }
    }
    return sum / one.getWidth() / one.getHeight();
  }
}
