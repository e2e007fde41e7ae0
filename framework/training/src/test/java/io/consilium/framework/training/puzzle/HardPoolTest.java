package io.consilium.framework.training.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardPoolTest {
  @TempDir Path directory;
  private final SplittableRandom random = new SplittableRandom(1);

  private HardPool some(int size) {
    HardPool pool = new HardPool();
    for (int k = 0; k < size; k++) {
      pool.add(new SudokuGenerator().next(Difficulty.MINIMAL, random), k % 5);
    }
    return pool;
  }

  @Test
  void aFileComesBackHardestFirst() {
    HardPool pool = some(12);
    Path file = directory.resolve("deeper/pool.txt.gz");
    pool.save(file);
    HardPool again = HardPool.load(file);
    assertThat(again.invariants()).isEqualTo(pool.invariants());
    for (int k = 1; k < again.size(); k++) {
      assertThat(again.entry(k).rating()).isLessThanOrEqualTo(again.entry(k - 1).rating());
    }
    assertThat(directory.resolve("deeper")).isDirectoryContaining(p -> p.equals(file));
  }

  @Test
  void refusesAnotherImageOfAMember() {
    HardPool pool = some(2);
    Sudoku image = Symmetry.apply(pool.get(0), random);
    assertThat(pool.add(image, 9)).isFalse();
    assertThat(pool.size()).isEqualTo(2);
  }

  @Test
  void drawsFromTheSideThatWasAskedFor() {
    HardPool pool = new HardPool();
    for (Split split : Split.values()) {
      SudokuGenerator generator = new SudokuGenerator(split);
      for (int k = 0; k < 3; k++) {
        pool.add(generator.next(Difficulty.MINIMAL, random), 1);
      }
    }
    for (int k = 0; k < 20; k++) {
      Sudoku sudoku = pool.draw(Split.TEST, random);
      assertThat(Split.of(sudoku)).isEqualTo(Split.TEST);
      assertThat(pool.contains(Invariant.of(sudoku))).isTrue();
    }
  }

  @Test
  void namesTheLineThatIsNoPuzzle() throws IOException {
    Path file = directory.resolve("bad.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((".".repeat(81) + " 1.00\n").getBytes(StandardCharsets.US_ASCII));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HardPool.load(file))
        .withMessageContaining("Line 1 of " + file);
    assertThatThrownBy(() -> HardPool.load(directory.resolve("none.gz")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.gz");
  }

  @Test
  void refusesAFileThatUnpacksWithoutEnd() throws IOException {
    Path file = directory.resolve("bomb.gz");
    byte[] block = new byte[1 << 20];
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int k = 0; k < 65; k++) {
        out.write(block);
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HardPool.load(file))
        .withMessageContaining("unpacks to more than");
  }

  @Test
  void noPublishedTestPuzzleIsInTheBundledPool() {
    HardPool pool = HardPool.extreme();
    for (SharedPuzzles row : SharedPuzzles.read("test")) {
      assertThat(pool.contains(Invariant.of(row.sudoku()))).as(row.sudoku().toString()).isFalse();
    }
  }
}
