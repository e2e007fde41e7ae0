package io.consilium.distribution.evaluation.grids;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridPicturesTest {
  @Test
  void equalSeedsGiveEqualPictures() {
    assertThat(pixels(GridPictures.image(3))).isEqualTo(pixels(GridPictures.image(3)));
    assertThat(GridPictures.truth(3)).isEqualTo(GridPictures.truth(3));
  }

  @Test
  void bothHalvesHoldEverySizeEveryLevelAndPicturesWithoutAGrid() {
    for (int half = 0; half < GridPictures.COUNT; half += GridPictures.FIRST_HELD) {
      Set<Integer> sizes = new HashSet<>();
      Set<String> levels = new HashSet<>();
      IntStream.range(half, half + GridPictures.FIRST_HELD)
          .mapToObj(GridPictures::truth)
          .forEach(
              truth -> {
                sizes.add(truth.size());
                levels.add(truth.level());
              });
      assertThat(sizes).containsExactlyInAnyOrder(0, 4, 6, 9, 16);
      assertThat(levels).containsExactlyInAnyOrder("clean", "scan", "photo", "rough");
    }
  }

  @Test
  void cluesContradictNothing() {
    for (int seed = 0; seed < GridPictures.COUNT; seed++) {
      List<List<Integer>> cells = GridPictures.truth(seed).cells();
      int rows = cells.isEmpty() ? 1 : Clues.boxRows(cells.size());
      for (int a = 0; a < cells.size() * cells.size(); a++) {
        for (int b = a + 1; b < cells.size() * cells.size(); b++) {
          int value = cells.get(a / cells.size()).get(a % cells.size());
          boolean equal = value > 0 && value == cells.get(b / cells.size()).get(b % cells.size());
          assertThat(equal && meet(a, b, cells.size(), rows)).as("seed %s", seed).isFalse();
        }
      }
    }
  }

  private static boolean meet(int a, int b, int size, int rows) {
    int columns = size / rows;
    return a / size == b / size
        || a % size == b % size
        || (a / size / rows == b / size / rows && a % size / columns == b % size / columns);
  }

  @Test
  void pictureAndTruthAreWrittenSideBySide(@TempDir Path directory) throws Exception {
    Path picture = GridPictures.write(5, directory);
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isGreaterThan(100);
    assertThat(Files.readString(directory.resolve("grid-005.json"))).contains("\"cells\"");
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
