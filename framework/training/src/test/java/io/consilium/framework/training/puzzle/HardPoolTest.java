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

  private HardPool evolved(int founders, int steps) {
    HardPool pool = new HardPool();
    HardSearch search = new HardSearch(pool, founders, founders, random);
    for (int k = 0; k < steps; k++) {
      search.step();
    }
    return pool;
  }

  private static double mean(HardPool pool) {
    double sum = 0;
    for (int k = 0; k < pool.size(); k++) {
      sum += pool.entry(k).rating().log();
    }
    return sum / pool.size();
  }

  @Test
  void searchMakesThePoolHarderAndKeepsSolutionsUnique() {
    HardPool pool = evolved(20, 20);
    double before = mean(pool);
    HardSearch search = new HardSearch(pool, 20, 20, random);
    for (int k = 0; k < 2_500; k++) {
      search.step();
    }
    assertThat(mean(pool)).isGreaterThan(before + 0.5);
    assertThat(pool.size()).isEqualTo(20);
    assertThat(pool.invariants()).hasSize(pool.size());
    for (int k = 0; k < pool.size(); k++) {
      byte[] found = new byte[81];
      assertThat(new SudokuSolver().count(pool.get(k).clues(), 2, found)).isEqualTo(1);
      assertThat(found).isEqualTo(pool.get(k).solution());
    }
  }

  @Test
  void takesOverTheHardOnesOfAnotherPool() {
    HardPool from = evolved(3, 3);
    HardPool pool = new HardPool();
    pool.add(from.get(0), new Rating(5, 1));
    from.set(1, new HardPool.Entry(from.get(1), new Rating(4, 1), Invariant.of(from.get(1))));
    from.set(2, new HardPool.Entry(from.get(2), new Rating(1, 1), Invariant.of(from.get(2))));
    assertThat(pool.addAll(from, 3, 10)).isEqualTo(1);
    assertThat(pool.get(1)).isEqualTo(from.get(1));
    assertThat(pool.addAll(from, 0, 2)).isZero();
  }

  @Test
  void aFileComesBackHardestFirst() {
    HardPool pool = evolved(12, 12);
    Path file = directory.resolve("deeper/pool.txt.gz");
    pool.save(file);
    HardPool again = HardPool.load(file);
    assertThat(again.invariants()).isEqualTo(pool.invariants());
    for (int k = 1; k < again.size(); k++) {
      double log = again.entry(k).rating().log();
      assertThat(log).isLessThanOrEqualTo(again.entry(k - 1).rating().log());
    }
    assertThat(directory.resolve("deeper")).isDirectoryContaining(p -> p.equals(file));
  }

  @Test
  void refusesAnotherImageOfAMember() {
    HardPool pool = evolved(2, 2);
    Sudoku image = Symmetry.apply(pool.get(0), random);
    assertThat(pool.add(image, new Rating(9, 1))).isFalse();
    assertThat(pool.size()).isEqualTo(2);
  }

  @Test
  void drawsFromTheSideThatWasAskedFor() {
    HardPool pool = new HardPool();
    for (Split split : Split.values()) {
      SudokuGenerator generator = new SudokuGenerator(split);
      for (int k = 0; k < 3; k++) {
        pool.add(generator.next(Difficulty.MINIMAL, random), new Rating(1, 1));
      }
    }
    SudokuGenerator generator = new SudokuGenerator(Split.TEST, pool);
    for (int k = 0; k < 20; k++) {
      Sudoku sudoku = generator.next(Difficulty.HARD, random);
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
  void theBundledPoolIsHardOnBothSides() {
    HardPool pool = HardPool.bundled();
    assertThat(pool.size()).isGreaterThanOrEqualTo(1_500);
    assertThat(mean(pool)).isGreaterThan(Math.log1p(50));
    assertThat(Split.of(pool.draw(Split.TEST, random))).isEqualTo(Split.TEST);
    assertThat(Split.of(pool.draw(Split.TRAIN, random))).isEqualTo(Split.TRAIN);
  }

  @Test
  void noPublishedTestPuzzleIsInTheBundledPool() {
    HardPool pool = HardPool.bundled();
    for (SharedPuzzles row : SharedPuzzles.read("test")) {
      assertThat(pool.contains(Invariant.of(row.sudoku()))).as(row.sudoku().toString()).isFalse();
    }
  }
}
