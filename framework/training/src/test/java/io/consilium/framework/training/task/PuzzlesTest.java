package io.consilium.framework.training.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PuzzlesTest {
  @TempDir private Path directory;

  @Test
  void aFileThatIsNoTextIsBadInput() throws IOException {
    Path file = Files.write(directory.resolve("p.csv"), new byte[] {'p', (byte) 0xff, '\n'});

    assertThatThrownBy(() -> Puzzles.read(file, Task.of("maze", 4), 0))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void aCellThatTheTaskDoesNotKnowIsBadInput() throws IOException {
    String cells = "2" + "0".repeat(98) + "3";
    Path file = written(cells, cells.replace("03", "93"));

    assertThatThrownBy(() -> Puzzles.read(file, Task.of("maze", 10), 0))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("Line 2 of (");
  }

  @Test
  void aMazeOfAnySideIsReadBack() throws IOException {
    String cells = "2" + ".".repeat(1598) + "3";

    assertThat(Puzzles.read(written(cells, cells), Task.of("maze", 40), 0))
        .singleElement()
        .satisfies(puzzle -> assertThat(Puzzles.text(puzzle.cells())).isEqualTo(cells));
  }

  @Test
  void aMazeWithoutAStartHoldsNoPath() {
    assertThat(Task.of("maze", 4).holds(new byte[16], new byte[16])).isFalse();
  }

  private Path written(String puzzle, String solution) throws IOException {
    return Files.writeString(
        directory.resolve("p.csv"), "puzzle,solution\n" + puzzle + "," + solution + "\n");
  }
}
