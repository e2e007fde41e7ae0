package io.consilium.framework.training.task;

import io.consilium.framework.training.puzzle.Difficulty;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.puzzle.Sudoku;
import io.consilium.framework.training.puzzle.SudokuGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** 9 x 9 Sudoku: token 1 is a blank, 2 to 10 are the digits. */
final class SudokuTask implements Task {

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
    return Arrays.stream(Difficulty.values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public Puzzle next(String kind, Split split, RandomGenerator random) {
    Difficulty difficulty = Difficulty.valueOf(kind.toUpperCase(Locale.ROOT));
    SudokuGenerator generator = new SudokuGenerator();
    Sudoku sudoku = generator.next(difficulty, random);
    while (Split.of(sudoku) != split) {
      sudoku = generator.next(difficulty, random);
    }
    return new Puzzle(kind, sudoku.clues(), sudoku.solution());
  }

  @Override
  public boolean holds(byte[] cells, byte[] answer) {
    return SudokuRules.hold(cells, answer, 3);
  }

  @Override
  public int vocabulary() {
    return 11;
  }

  @Override
  public int token(byte cell) {
    return cell + 1;
  }

  @Override
  public byte cell(int token) {
    return (byte) Math.max(0, token - 1);
  }
}
