package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sudokus in every form, through the pipeline that ships: network if there is one, check, solver.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SudokuIT {
  private static final String PUZZLE =
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";
  private static final String SOLUTION =
      "534678912672195348198342567859761423426853791713924856961537284287419635345286179";

  /** Clues that do not clash at sight, and yet leave no solution. */
  private static final String NONE =
      "5168497323.76.5...8.97...65135.6.9.7472591..696837..5.253186.746842.75..791.5.6.8";

  private static final String SEVERAL = PUZZLE.substring(0, 70) + ".".repeat(11);

  private Path directory;
  private Consilium consilium;
  private Running serving;

  @BeforeAll
  void serve(@TempDir Path fresh) throws Exception {
    directory = fresh;
    consilium = new Consilium(directory.resolve("work"), directory);
    serving = consilium.start("serve");
    Await.until(() -> serving.said().contains("Serving"));
  }

  @AfterAll
  void theHostStopsAndItsLedgerHolds() throws Exception {
    serving.process().destroy();
    assertThat(serving.end().code()).isZero();
    Ended audit = consilium.run("audit", "verify");
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  private static JsonNode json(String line) {
    return Json.tree(line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachLineIsAnsweredInOrderAndAMalformedOneDoesNotHoldUpTheOthers() throws Exception {
    consilium.file(
        "list.txt",
        PUZZLE + "\n" + NONE + "\n\n" + PUZZLE.replace('.', '0') + "\nnonsense\n" + SEVERAL + "\n");

    Ended ended = consilium.run("run", "sudoku", "list.txt", "--json");

    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    List<JsonNode> lines = ended.lines().stream().map(SudokuIT::json).toList();
    assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactly(1, 2, 4, 5, 6);
    solved(lines.get(0), PUZZLE);
    solved(lines.get(2), PUZZLE.replace('.', '0'));
    assertThat(lines.get(1).path("solution").isNull()).isTrue();
    assertThat(lines.get(1).path("status").asText()).isEqualTo("none");
    assertThat(lines.get(1).path("verified").asBoolean()).isTrue();
    assertThat(lines.get(1).path("proof").path("accepted").asBoolean()).isTrue();
    assertThat(lines.get(3).path("error").asText()).contains("nonsense".length() + " cells");
    JsonNode several = lines.get(4);
    assertThat(several.path("status").asText()).isEqualTo("several");
    assertThat(several.path("solution").isNull()).isTrue();
    assertThat(several.path("verified").asBoolean()).isTrue();
    assertThat(several.path("witnesses")).hasSize(2);
    assertThat(several.path("witnesses").path(0)).isNotEqualTo(several.path("witnesses").path(1));
  }

  private static void solved(JsonNode line, String puzzle) {
    assertThat(line.path("puzzle").asText()).isEqualTo(puzzle);
    assertThat(line.path("solution").asText()).isEqualTo(SOLUTION);
    assertThat(line.path("status").asText()).isEqualTo("unique");
    assertThat(line.path("verified").asBoolean()).isTrue();
    assertThat(line.path("by").asText()).isIn("network", "search");
    assertThat(line.path("task").asText()).startsWith("t-");
    assertThat(line.path("proof").path("by").asText()).isEqualTo("constraints.grid");
    assertThat(line.path("proof").path("nodes").asLong()).isPositive();
  }

  @Test
  void puzzlesOfOtherSizesAreAListTooAndEachHasItsOutcome() throws Exception {
    String four = "1......2.3....4.";
    consilium.file("sizes.txt", "\ufeff# mixed\r\n" + four + "\r\n\r\n12345\r\n" + PUZZLE);

    Ended ended = consilium.run("run", "sudoku", "sizes.txt", "--json");

    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    List<JsonNode> lines = ended.lines().stream().map(SudokuIT::json).toList();
    assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactly(2, 4, 5);
    assertThat(lines.get(0).path("solution").asText()).hasSize(16);
    assertThat(lines.get(1).path("error").asText()).contains("holds 5 cells");
    solved(lines.get(2), PUZZLE);
  }

  @Test
  void aGridOverSeveralLinesAndATableAreOneTask() throws Exception {
    consilium.file("grid.txt", String.join("\n", rows()) + "\n");
    consilium.file("grid.csv", String.join("\n", rows()).replaceAll("(?<=.)(?=.)", ",") + "\n");

    Ended ended = consilium.run("run", "sudoku", "grid.txt", "grid.csv", "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.lines()).hasSize(2);
    for (String line : ended.lines()) {
      assertThat(json(line).path("solution").asText()).isEqualTo(SOLUTION);
      assertThat(json(line).path("puzzle").asText()).isEqualTo(PUZZLE);
    }
  }

  private static List<String> rows() {
    return java.util.stream.IntStream.range(0, 9)
        .mapToObj(row -> PUZZLE.substring(9 * row, 9 * row + 9))
        .toList();
  }

  @Test
  void withoutJsonTheGridIsShown() throws Exception {
    consilium.file("one.txt", String.join("\n", rows()) + "\n");

    Ended ended = consilium.run("run", "sudoku", "one.txt", "--out", "out");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("ANSWERED, verified")
        .contains(" 5 3 4 6 7 8 9 1 2")
        .contains("constraints.grid");
    assertThat(directory.resolve("out/answer.json")).exists();
    assertThat(directory.resolve("out/report.html")).exists();
  }

  @Test
  void aPictureOfAGridIsReadAndSolved() throws Exception {
    Path picture = Distribution.home().resolve("examples/sudoku.png");

    Ended ended = consilium.run("run", "sudoku", picture.toString(), "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    JsonNode line = json(ended.out());
    assertThat(line.path("puzzle").asText()).hasSize(81);
    assertThat(line.path("solution").asText()).hasSize(81);
    assertThat(line.path("verified").asBoolean()).isTrue();
  }

  @Test
  void aGridThatTheNetworkWasNotTrainedForGoesToTheSolver() throws Exception {
    consilium.file("four.txt", "1 . . .\n. . . 2\n. 3 . .\n. . 4 .\n");

    Ended ended = consilium.run("run", "sudoku", "four.txt", "--json");

    assertThat(json(ended.out()).path("by").asText()).as(ended.err()).isEqualTo("search");
    assertThat(json(ended.out()).path("steps").asInt()).isZero();
    assertThat(json(ended.out()).path("verified").asBoolean()).isTrue();
  }
}
