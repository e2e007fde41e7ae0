package io.consilium.framework.training.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SudokuGeneratorTest {
  private final SudokuSolver solver = new SudokuSolver();

  private static List<Sudoku> some(Difficulty difficulty, int count, long seed) {
    SudokuGenerator generator = new SudokuGenerator();
    SplittableRandom random = new SplittableRandom(seed);
    List<Sudoku> some = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      some.add(generator.next(difficulty, random));
    }
    return some;
  }

  @ParameterizedTest
  @EnumSource
  void everyPuzzleHasOneSolutionAndSaysWhich(Difficulty difficulty) {
    for (Sudoku sudoku : some(difficulty, 20, 3)) {
      byte[] found = new byte[81];
      assertThat(solver.count(sudoku.clues(), 2, found)).isEqualTo(1);
      assertThat(found).isEqualTo(sudoku.solution());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSeedRepeatsItsPuzzles(Difficulty difficulty) {
    assertThat(some(difficulty, 3, 11)).isEqualTo(some(difficulty, 3, 11));
    assertThat(some(difficulty, 3, 11)).isNotEqualTo(some(difficulty, 3, 12));
  }

  @Test
  void easyOnesNeedSinglesAlone() {
    for (Sudoku sudoku : some(Difficulty.EASY, 100, 1)) {
      assertThat(solver.singles(sudoku.clues())).isTrue();
      assertThat(sudoku.given()).isBetween(30, 40);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIMAL", "SPARSE", "HARD"})
  void noClueOfTheOthersCanGo(Difficulty difficulty) {
    for (Sudoku sudoku : some(difficulty, 10, 2)) {
      for (int cell = 0; cell < 81; cell++) {
        if (sudoku.clues()[cell] != 0) {
          byte[] fewer = sudoku.clues().clone();
          fewer[cell] = 0;
          assertThat(solver.unique(fewer)).isFalse();
        }
      }
    }
  }

  @Test
  void sparseOnesHaveFewCluesAndHardOnesNeedManyGuesses() {
    assertThat(some(Difficulty.SPARSE, 30, 5)).allMatch(s -> s.given() <= 23);
    double minimal = mean(some(Difficulty.MINIMAL, 30, 5));
    double hard = mean(some(Difficulty.HARD, 30, 5));
    assertThat(hard).isGreaterThan(4 * minimal);
  }

  @ParameterizedTest
  @CsvSource({"TRAIN", "TEST"})
  void keepsToItsSide(Split split) {
    SudokuGenerator generator = new SudokuGenerator(split);
    SplittableRandom random = new SplittableRandom(4);
    for (int k = 0; k < 20; k++) {
      assertThat(Split.of(generator.next(Difficulty.MINIMAL, random))).isEqualTo(split);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8, 9, 10})
  void otherSizesHaveOneSolutionToo(int size) {
    SudokuGenerator generator = new SudokuGenerator();
    GenericSolver generic = new GenericSolver(Shape.of(size));
    SplittableRandom random = new SplittableRandom(6);
    for (Difficulty difficulty : Difficulty.values()) {
      Sudoku sudoku = generator.next(size, difficulty, random);
      byte[] found = new byte[size * size];
      assertThat(generic.count(sudoku.clues(), 2, Integer.MAX_VALUE, found, null)).isEqualTo(1);
      assertThat(found).isEqualTo(sudoku.solution());
    }
  }

  @Test
  void sixteenHasOneSolutionToo() {
    SudokuGenerator generator = new SudokuGenerator();
    Sudoku sudoku = generator.next(16, Difficulty.EASY, new SplittableRandom(6));
    GenericSolver generic = new GenericSolver(Shape.of(16));
    assertThat(generic.count(sudoku.clues(), 2, Integer.MAX_VALUE, null, null)).isEqualTo(1);
    assertThat(Sudoku.text(sudoku.solution())).contains("G").hasSize(256);
  }

  @Test
  void saysWhichSizesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SudokuGenerator().next(7, Difficulty.EASY, new SplittableRandom(1)))
        .withMessageContaining("no Sudoku of 7 x 7");
  }

  private double mean(List<Sudoku> sudokus) {
    return sudokus.stream().mapToInt(s -> solver.backtracks(s.clues())).average().orElseThrow();
  }
}
