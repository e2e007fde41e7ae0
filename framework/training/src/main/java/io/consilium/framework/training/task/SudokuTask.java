package io.consilium.framework.training.task;

import io.consilium.framework.neural.token.GridTokens;
import io.consilium.framework.training.puzzle.Difficulty;
import io.consilium.framework.training.puzzle.HardPool;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.puzzle.Sudoku;
import io.consilium.framework.training.puzzle.SudokuGenerator;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** 9 x 9 Sudoku. */
final class SudokuTask implements Task {
  private static final GridTokens TOKENS = GridTokens.sudoku(9);

  @Override
  public String name() {
    return "sudoku";
  }

  @Override
  public int side() {
    return 9;
  }

  @Override
  public List<String> kinds() {
    return List.of("easy", "minimal", "sparse", "hard", "extreme");
  }

  @Override
  public Puzzle next(String kind, Split split, RandomGenerator random) {
    Sudoku sudoku =
        kind.equals("extreme")
            ? Pool.EXTREME.draw(split, random)
            : new SudokuGenerator(split)
                .next(Difficulty.valueOf(kind.toUpperCase(Locale.ROOT)), random);
    return new Puzzle(kind, sudoku.clues(), sudoku.solution());
  }

  /** Read when first asked for. Such puzzles are evolved, not made in passing. */
  private static final class Pool {
    private static final HardPool EXTREME = HardPool.extreme();
  }

  @Override
  public boolean holds(byte[] cells, byte[] answer) {
    return SudokuRules.hold(cells, answer, 3);
  }

  @Override
  public GridTokens alphabet() {
    return TOKENS;
  }
}
