package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.Pipeline.Role;
import io.consilium.framework.pipeline.Pipeline.Use;
import io.consilium.framework.pipeline.PipelineFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final List<MediaType> MEDIA = List.of(MediaType.TEXT, MediaType.PNG);

  private static Pipeline pipeline(Optional<String> line) {
    Use use = new Use("x", Settings.EMPTY);
    Role role = new Role("puzzle", MEDIA, 1, 1, line);
    return new Pipeline("p", "0", "A test.", "goal", List.of(role), Budget.DEFAULT, use, use, use);
  }

  private static List<String> split(Optional<String> line, String text, MediaType... types) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    GivenFile file = new GivenFile(Path.of("dir/a.txt"), List.of(types), content);
    return Lines.split(pipeline(line), List.of(file)).stream()
        .map(one -> one.name() + "=" + new String(one.content(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void eachLineOfAListIsATaskUnderItsNumber() {
    assertThat(split(Optional.of("[0-9]{3}"), "123\r\n\n# note\n 456 \n", MediaType.TEXT))
        .containsExactly("a.txt:1=123", "a.txt:4=456");
  }

  @Test
  void aMalformedLineOfAListIsATaskToo() {
    assertThat(split(Optional.of("[0-9]{3}"), "123\n12\n", MediaType.TEXT))
        .containsExactly("a.txt:1=123", "a.txt:2=12");
  }

  @Test
  void aTextWithoutSuchALineStaysWhole() {
    assertThat(split(Optional.of("[0-9]{3}"), "1 2\n3 4\n", MediaType.TEXT))
        .containsExactly("a.txt=1 2\n3 4\n");
  }

  private static final Optional<String> SUDOKU = shipped();

  /** As the pipeline that ships declares it. */
  private static Optional<String> shipped() {
    Path file = Path.of("../../distribution/pipelines/sudoku.yaml");
    return PipelineFile.read(file).inputs().get(0).line();
  }

  private static String repeated(String line, int times) {
    return (line + "\n").repeat(times);
  }

  @Test
  void puzzlesOfEverySizeInOneLineEachAreAList() {
    for (int size : new int[] {4, 6, 8, 9, 10, 12, 16, 25}) {
      String line = "1" + ".".repeat(size * size - 2) + "2";
      for (int count : new int[] {1, 2, 3, 16, size, size * size}) {
        assertThat(split(SUDOKU, repeated(line, count), MediaType.TEXT))
            .as("%d of size %d", count, size)
            .hasSize(count)
            .contains("a.txt:1=" + line);
      }
    }
  }

  @Test
  void aGridDrawnOverSeveralLinesStaysOne() {
    String sixteen = repeated("1...............", 3) + repeated("..A.4..........7", 13);
    String ruled =
        repeated("1...............", 4) + "-".repeat(16) + "\n" + repeated("8..............2", 12);
    for (String grid :
        List.of(
            repeated("53..7....", 9),
            "# note\n\n" + repeated("1..2", 4),
            sixteen,
            sixteen.substring(1),
            ruled,
            "\ufeff" + sixteen,
            repeated("................", 16),
            repeated("1" + ".".repeat(24), 25))) {
      assertThat(split(SUDOKU, grid, MediaType.TEXT)).containsExactly("a.txt=" + grid);
    }
  }

  @Test
  void linesOfMixedSizesCountEachAndMarksOfTheFileDoNot() {
    String four = "1..............2";
    String six = "1" + ".".repeat(35);
    String text =
        "\ufeff# note\r\n" + four + "\r\n\r\n  " + six + "\t\r\n12345\r\n?\r\n" + six + "6";

    assertThat(split(SUDOKU, text, MediaType.TEXT))
        .containsExactly(
            "a.txt:2=" + four,
            "a.txt:4=" + six,
            "a.txt:5=12345",
            "a.txt:6=?",
            "a.txt:7=" + six + "6");
  }

  @Test
  void oneMalformedLineMakesNoDrawingOfAList() {
    String four = repeated("1..............2", 15) + "1....5.........2\n";
    assertThat(split(SUDOKU, four, MediaType.TEXT)).hasSize(16);
    String nine = repeated("1" + ".".repeat(80), 80) + "x" + ".".repeat(80);
    assertThat(split(SUDOKU, nine, MediaType.TEXT)).hasSize(81);
  }

  @Test
  void whatIsNoTextAndWhatIsNotDeclaredStaysWhole() {
    assertThat(split(Optional.of("[0-9]{3}"), "123", MediaType.PNG)).containsExactly("a.txt=123");
    assertThat(split(Optional.empty(), "123\n456", MediaType.TEXT))
        .containsExactly("a.txt=123\n456");
  }
}
