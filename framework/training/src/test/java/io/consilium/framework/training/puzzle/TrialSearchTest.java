package io.consilium.framework.training.puzzle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrialSearchTest {
  private final Trial trial = new Trial();

  @Test
  void singlesLeaveNothing() {
    Sudoku easy = new SudokuGenerator().next(Difficulty.EASY, new SplittableRandom(1));

    assertThat(trial.rounds(easy.clues())).isZero();
  }

  @Test
  void anIslandIsHarderThanItsFounders() {
    HardPool pool = new HardPool();
    SudokuGenerator generator = new SudokuGenerator();
    double usual = 0;
    for (int seed = 0; seed < 20; seed++) {
      Sudoku hard = generator.next(Difficulty.HARD, new SplittableRandom(seed));
      usual += trial.rounds(hard.clues()) / 20.0;
    }

    int settled = new TrialSearch(new SplittableRandom(3)).island(pool);

    assertThat(settled).isEqualTo(pool.size()).isPositive();
    assertThat((double) trial.rounds(pool.get(0).clues())).isGreaterThan(usual);
  }

  @Test
  void aSeedRepeatsAnIsland() {
    HardPool one = new HardPool();
    HardPool two = new HardPool();
    new TrialSearch(new SplittableRandom(5)).island(one);
    new TrialSearch(new SplittableRandom(5)).island(two);

    assertThat(two.invariants()).isEqualTo(one.invariants());
  }

  @Test
  void theBundledPoolIsReadAndHasBothSides() {
    HardPool pool = HardPool.extreme();
    SplittableRandom random = new SplittableRandom(1);

    assertThat(Split.of(pool.draw(Split.TRAIN, random))).isEqualTo(Split.TRAIN);
    assertThat(Split.of(pool.draw(Split.TEST, random))).isEqualTo(Split.TEST);
  }
}
