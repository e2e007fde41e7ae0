package io.consilium.expert.grid.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.host.Settings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridReaderTest {
  private final GridReader reader = new GridReader();

  private Grid read(String text) {
    return Asking.output(
        reader, Asking.read("grid.read", text, Settings.EMPTY), "grid", Grid.class);
  }

  private String refusal(String text) {
    return Asking.refusal(reader, Asking.read("grid.read", text, Settings.EMPTY));
  }

  private static String joined(Grid grid, String between, String open) {
    return grid.cells().stream()
        .map(
            row ->
                row.stream()
                    .map(v -> v == 0 ? open : Integer.toString(v))
                    .collect(Collectors.joining(between)))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8, 9, 10, 12, 16, 25})
  void everyFormOfASudokuReadsAlike(int size) {
    Random random = new Random(size);
    Grid grid = Puzzles.open(Puzzles.full(size, random), 0.5, random);
    String letters =
        grid.cells().stream()
            .map(
                row ->
                    row.stream()
                        .map(v -> v == 0 ? "." : v < 10 ? v + "" : (char) ('A' + v - 10) + "")
                        .collect(Collectors.joining()))
            .collect(Collectors.joining("\n"));
    for (String text :
        List.of(
            letters,
            letters.replace("\n", ""),
            letters.replace("\n", "\r\n") + "\r\n\r\n",
            "\ufeff" + letters.replace('.', '0'),
            letters.toLowerCase(java.util.Locale.ROOT),
            letters.replaceAll("(.)", "$1 "),
            joined(grid, " ", "."),
            joined(grid, ",", ""),
            joined(grid, ";", "0"),
            joined(grid, "\t", "."),
            joined(grid, "\t", ""))) {
      assertThat(read(text)).as(text).isEqualTo(grid);
    }
  }

  @Test
  void drawnSudokusRead() {
    String drawn =
        """
        +-----+-----+
        | 1 . | . 4 |
        | . 4 | 1 . |
        +=====+=====+
        | 2 . | . . |
        | . . | . 2 |
        +-----+-----+
        """;
    assertThat(read(drawn)).isEqualTo(read("1..4.41.2......2"));
  }

  @Test
  void quotedCellsOfATableRead() {
    assertThat(read("\"1\",,,\"4\"\n,4,1,\n2,,,\n,,,2\n")).isEqualTo(read("1..4.41.2......2"));
  }

  @Test
  void mazesRead() {
    Grid maze = new Grid("maze", List.of(List.of(1, 2, 1), List.of(0, 0, 1), List.of(1, 0, 3)));
    assertThat(read("#S#\n  #\n# G\n")).isEqualTo(maze);
    assertThat(read("#S#\n..#\n#.G")).isEqualTo(maze);
    assertThat(read("#####" + "#S  #" + "# # #" + "#  G#" + "#####"))
        .isEqualTo(read("#####\n#S  #\n# # #\n#  G#\n#####\n"));
    assertThat(read("S .G").cells()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "1..4.41.2......>The line 1 holds 15 cells; a sudoku in one line holds 16, 36, 64, 81, 100,"
            + " 144, 256, 625. Maybe a cell was lost or is one too many.",
        "1..4/.41./2..5/...2>The symbol (5) at line 3, column 4 of the text (row 3, column 4 of the"
            + " grid) cannot stand in a 4x4 sudoku. Maybe write 1 to 4, and . or 0 for an open"
            + " cell.",
        "1..4/.41./2../...2>The line 3 (row 3) holds 3 cells where the grid is 4 wide. Maybe a cell"
            + " was lost or is one too many; an open cell is . or 0.",
        "1..4/.41./2...>The grid has 3 rows of 4 cells; it takes as many rows as columns. Maybe a"
            + " row was lost or is one too many.",
        "1.4/.4./2..>A sudoku of 3 rows and 3 columns is not known. Known: 4x4, 6x6, 8x8, 9x9,"
            + " 10x10, 12x12, 16x16, 25x25. Maybe a line was lost.",
        "1,,,4/,x,1,/2,,,/,,,2>The symbol (x) at line 2, column 2 of the text (row 2, column 2 of"
            + " the grid) cannot stand in a 4x4 sudoku. Maybe write 1 to 4, and . or 0 for an open"
            + " cell.",
        "''>The text holds no cell. Maybe the file is empty.",
        "#S#/##>The line 2 holds 2 cells where line 1 holds 3. Maybe spaces at its end were lost; a"
            + " free cell may also be written as a dot.",
        "#S#/#.#>The maze has no goal. Maybe put one G into a free cell.",
        "#G#/#.#>The maze has no start. Maybe put one S into a free cell.",
        "#S#/SGG>The maze has 2 cells of start (row 1, column 2; row 2, column 1). Maybe leave"
            + " one.",
        "#S#/oG#>The symbol (o) at line 2, column 1 of the text (row 2, column 1 of the maze) is"
            + " none of a maze. Maybe write # for a wall, a space or a dot for a free cell, S for"
            + " the start, G for the goal, and leave the path to the answer.",
        "#S#G#######################>A maze in one line is square, and 27 cells make no square. Maybe write a line a row."
      })
  void whatIsMalformedIsNamedWithPlaceValueAndRemedy(String text, String message) {
    assertThat(refusal(text.replace('/', '\n'))).isEqualTo(message);
  }

  @Test
  void severalSudokusInOneFileAreToldOf() {
    assertThat(refusal((Puzzles.HARD + "\n").repeat(3)))
        .isEqualTo(
            "The text holds 3 lines of 81 cells: several sudokus. Maybe give one at a time.");
  }

  @Test
  void aContradictoryGridIsReadAsItIs() {
    assertThat(read("11..............").cells().get(0)).containsExactly(1, 1, 0, 0);
  }

  @Test
  void theKindMayBeDemanded() {
    Settings maze = new Settings(Map.of("kind", "maze"));
    assertThat(Asking.refusal(reader, Asking.read("grid.read", "1..4.41.2......2", maze)))
        .startsWith("The symbol (1) at line 1, column 1");
    Settings chess = new Settings(Map.of("kind", "chess"));
    assertThat(Asking.refusal(reader, Asking.read("grid.read", "", chess)))
        .isEqualTo("The kind of grid (chess) is not known. Maybe write sudoku or maze.");
  }

  @Test
  void remarksOfASudokuAreNoCellsAndCountAsLines() {
    Settings sudoku = new Settings(Map.of("kind", "sudoku"));
    String text = "# easy, by hand; 4x4\n1..4\n  #\n.41.\n2..5\n...2\n";
    assertThat(Asking.refusal(reader, Asking.read("grid.read", text, sudoku)))
        .startsWith("The symbol (5) at line 5, column 4 of the text (row 3, column 4 of the grid)");
  }

  @Test
  void aLongLineThatIsNearlyARulerIsRefusedAsSoonAsAnyOther() {
    assertThat(refusal("-".repeat(1_000_000) + "x")).contains("holds 1000001 cells");
  }
}
