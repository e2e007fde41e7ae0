package io.consilium.framework.training.puzzle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** The published puzzles that only tests and measurements read. */
record SharedPuzzles(Sudoku sudoku, int backtracks, String source) {

  /** The rows of a part; the test that asks is skipped if the data aren't there. */
  static List<SharedPuzzles> read(String part) {
    Path data =
        Path.of(
            Objects.requireNonNullElse(System.getenv("CONSILIUM_DATA"), "../../../shared/data"));
    Path file = data.resolve("sudoku").resolve(part + ".csv");
    Assumptions.assumeTrue(Files.exists(file), "no published puzzles at " + file);
    try {
      return Files.readAllLines(file).stream().skip(1).map(SharedPuzzles::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SharedPuzzles row(String line) {
    String[] fields = line.split(",", -1);
    return new SharedPuzzles(
        new Sudoku(Sudoku.cells(fields[0]), Sudoku.cells(fields[1])),
        Integer.parseInt(fields[2]),
        fields[4]);
  }
}
