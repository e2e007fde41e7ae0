package io.consilium.framework.training.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SudokuSolverTest {
  private final SudokuSolver solver = new SudokuSolver();
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void countsUpToTheLimit() {
    assertThat(solver.count(new byte[81], 5, null)).isEqualTo(5);
    assertThat(solver.unique(new byte[81])).isFalse();
  }

  @Test
  void findsTheSolutionOfAPuzzle() {
    Sudoku sudoku = new SudokuGenerator().next(Difficulty.MINIMAL, random);
    byte[] found = new byte[81];
    assertThat(solver.count(sudoku.clues(), 2, found)).isEqualTo(1);
    assertThat(found).isEqualTo(sudoku.solution());
  }

  @Test
  void saysThatContradictoryCluesHaveNoSolution() {
    byte[] twice = new byte[81];
    twice[0] = 5;
    twice[8] = 5;
    assertThat(solver.count(twice, 2, null)).isZero();
    byte[] closed = new byte[81];
    for (int cell = 0; cell < 8; cell++) {
      closed[cell] = (byte) (cell + 1);
    }
    closed[17] = 9;
    assertThat(solver.count(closed, 2, null)).isZero();
  }

  @Test
  void agreesWithTheGenericSearchOnPuzzlesWithMissingClues() {
    GenericSolver generic = new GenericSolver(Shape.of(9));
    SudokuGenerator generator = new SudokuGenerator();
    for (int k = 0; k < 100; k++) {
      byte[] clues = generator.next(Difficulty.MINIMAL, random).clues();
      for (int gone = 0; gone < 2; gone++) {
        clues[random.nextInt(81)] = 0;
      }
      assertThat(solver.count(clues, 40, null))
          .isEqualTo(generic.count(clues, 40, Integer.MAX_VALUE, null, null));
    }
  }

  @Test
  void stopsCountingWrongGuessesAtTheLimit() {
    Sudoku hard = new SudokuGenerator().next(Difficulty.HARD, random);
    assertThat(solver.backtracks(hard.clues())).isPositive();
    assertThat(solver.backtracks(hard.clues(), 1)).isEqualTo(1);
  }

  @Test
  void refusesOtherSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.count(new byte[16], 1, null))
        .withMessageContaining("81 cells, not 16");
  }

  @Test
  void countsWrongGuessesAsThePublishedListsDo() {
    List<SharedPuzzles> rows = SharedPuzzles.read("test");
    for (SharedPuzzles row : rows) {
      byte[] found = new byte[81];
      assertThat(solver.count(row.sudoku().clues(), 2, found)).isEqualTo(1);
      assertThat(found).isEqualTo(row.sudoku().solution());
      assertThat(solver.backtracks(row.sudoku().clues())).isEqualTo(row.backtracks());
    }
  }
}
