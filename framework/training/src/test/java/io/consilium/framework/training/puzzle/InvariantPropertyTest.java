package io.consilium.framework.training.puzzle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.SoftAssertions;

class InvariantPropertyTest {
  private final SudokuGenerator generator = new SudokuGenerator();

  @Property(tries = 100)
  void everySymmetryLeavesInvariantAndSideAlone(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Sudoku sudoku = generator.next(Difficulty.MINIMAL, random);
    Sudoku image = Symmetry.apply(sudoku, random);
    assertThat(Invariant.of(image)).isEqualTo(Invariant.of(sudoku));
    assertThat(Split.of(image)).isEqualTo(Split.of(sudoku));
  }

  @Property(tries = 50)
  void symmetriesKeepPuzzlesPuzzles(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Sudoku image = Symmetry.apply(generator.next(Difficulty.EASY, random), random);
    byte[] found = new byte[81];
    assertThat(new SudokuSolver().count(image.clues(), 2, found)).isEqualTo(1);
    assertThat(found).isEqualTo(image.solution());
  }

  @Property(tries = 40)
  void otherSizesHaveTheirSymmetries(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int size : new int[] {4, 6, 8}) {
      Sudoku sudoku = generator.next(size, Difficulty.MINIMAL, random);
      Sudoku image = Symmetry.apply(sudoku, random);
      assertThat(Invariant.of(image)).isEqualTo(Invariant.of(sudoku));
      GenericSolver solver = new GenericSolver(Shape.of(size));
      assertThat(solver.count(image.clues(), 2, Integer.MAX_VALUE, null, null)).isEqualTo(1);
    }
  }

  @Property(tries = 30)
  void oneClueMoreMakesAnotherInvariant(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Sudoku sudoku = generator.next(Difficulty.MINIMAL, random);
    Set<Long> seen = new HashSet<>();
    seen.add(Invariant.of(sudoku));
    int cells = 0;
    for (int cell = 0; cell < 81; cell++) {
      if (sudoku.clues()[cell] == 0) {
        byte[] more = sudoku.clues().clone();
        more[cell] = sudoku.solution()[cell];
        seen.add(Invariant.of(new Sudoku(more, sudoku.solution())));
        cells++;
      }
    }
    assertThat(seen).hasSize(cells + 1);
  }

  @Example
  void oneClassInSixteenIsForTesting() {
    SplittableRandom random = new SplittableRandom(9);
    int test = 0;
    for (int k = 0; k < 1_600; k++) {
      test += Split.of(generator.next(Difficulty.EASY, random)) == Split.TEST ? 1 : 0;
    }
    assertThat(test).isBetween(70, 130);
  }

  /** Checkpoints are trained on one side of this very function: it must never change. */
  @Example
  void staysWhatItWas() {
    String clues =
        "...12.3.......8.6....49...864.2...7..3...........8..25....3....95..........8..451";
    String solution =
        "895126347314758269726493518648215973532967184179384625481532796957641832263879451";
    Sudoku sudoku = new Sudoku(Sudoku.cells(clues), Sudoku.cells(solution));
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(Invariant.of(sudoku)).isEqualTo(7477255177442918755L);
    softly.assertThat(Split.of(sudoku)).isEqualTo(Split.TRAIN);
    softly.assertAll();
  }
}
