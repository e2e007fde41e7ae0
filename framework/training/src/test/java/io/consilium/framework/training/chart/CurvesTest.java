package io.consilium.framework.training.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.framework.training.run.Metrics;
import io.consilium.framework.training.run.RunDirectory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesTest {
  @TempDir private Path directory;

  @Test
  void drawsARunAsAPictureAndAsAPageThatNeedsNoOtherFile() throws IOException {
    RunDirectory run = new RunDirectory(directory);
    for (int step = 10; step <= 9_000; step += 10) {
      Map<String, Double> eval =
          step % 1000 == 0 ? Map.of("easy", step / 10_000.0, "hard", 0.01) : Map.of();
      run.append(
          new Metrics(step, step / 10.0, step, "a<b", 10.0 / step, 0.5, 0.8, 4, 0.1, 1e-3, eval));
    }

    Curves.draw(run, "sudoku & co");

    BufferedImage picture = ImageIO.read(run.curvesPng().toFile());
    assertThat(picture.getWidth()).isEqualTo(1240);
    assertThat(picture.getHeight()).isEqualTo(1200);
    assertThat(Files.readString(run.curvesHtml()))
        .contains("<title>sudoku &amp; co</title>", "src=\"data:image/png;base64,", "a&lt;b")
        .contains("<th scope=\"col\">easy, %</th>", "<td>90.0</td>", "The last 200 intervals")
        .doesNotContain("http", "<script");
  }

  @Test
  void showsOnlyWhatWasMeasured() {
    Metrics bare =
        Metrics.parse("{\"step\":1,\"loss\":0.5,\"exact\":0.1,\"steps\":2,\"learningRate\":1e-3}");

    assertThat(Curves.panels(List.of(bare)))
        .filteredOn(panel -> panel.series().isEmpty())
        .extracting(Panel::title)
        .containsExactly("Test, averaged weights", "Gradient norm before clipping");
  }
}
