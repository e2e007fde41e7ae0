package io.consilium.distribution.evaluation.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.measure.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PuzzleSuitesTest {
  @TempDir private Path data;

  /** A host that knows some puzzles by heart and is wrong about others. */
  private static final class Knowing implements TaskRunner {
    private final Map<String, ObjectNode> lines;
    private long cpu;

    Knowing(Map<String, ObjectNode> lines) {
      this.lines = lines;
    }

    @Override
    public JsonNode run(String pipeline, Path file) throws IOException {
      throw new IOException("Not asked here.");
    }

    @Override
    public List<JsonNode> runList(String pipeline, Path file, Consumer<JsonNode> each)
        throws IOException {
      assertThat(pipeline).isEqualTo("sudoku");
      List<JsonNode> all = new ArrayList<>();
      for (String puzzle : Files.readAllLines(file)) {
        all.add(lines.get(puzzle));
        each.accept(lines.get(puzzle));
      }
      cpu += 600;
      return all;
    }

    @Override
    public OptionalLong cpuMillis() {
      return OptionalLong.of(cpu);
    }
  }

  private static ObjectNode line(String solution, boolean verified, String by, int steps) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("solution", solution).put("verified", verified).put("by", by);
    return line.put("steps", steps).put("restarts", steps / 10).put("flops", 100.0 * steps);
  }

  @BeforeEach
  void writePuzzles() throws IOException {
    Files.createDirectories(data.resolve("sudoku"));
    Files.writeString(
        data.resolve("sudoku/test.csv"),
        "puzzle,solution,backtracks,se_rating,source\n"
            + "p1,s1,0,,easy\np2,s2,0,,easy\np3,s3,0,,hard\np4,s4,0,,hard\n");
  }

  private Suite.Run run(OptionalInt limit) {
    return new Suite.Run(
        Optional.of(data),
        limit,
        Suite.Split.ALL,
        Optional.empty(),
        new Suite.Watch() {
          @Override
          public void progress(String line) {}

          @Override
          public void item(Map<String, Object> fields) {}
        });
  }

  private static Knowing host() {
    return new Knowing(
        Map.of(
            "p1", line("s1", true, "network", 2),
            "p2", line("wrong", true, "network", 4),
            "p3", line("s3", true, "search", 30),
            "p4", line(null, false, "network", 12)));
  }

  @Test
  void tellsWhatTheNetworkAndWhatAllTogetherSolved() throws Exception {
    Map<String, Metric> metrics =
        new SudokuSuite().run(run(OptionalInt.empty()), PuzzleSuitesTest::host).metrics();

    assertThat(metrics.get("neural_exact").value()).isEqualTo(0.25);
    assertThat(metrics.get("hybrid_exact").value()).isEqualTo(0.5);
    assertThat(metrics.get("false_accept").value()).isEqualTo(0.25);
    assertThat(metrics.get("mean_steps").value()).isEqualTo(12);
    assertThat(metrics.get("mean_steps").n()).isEqualTo(4);
    assertThat(metrics.get("neural_exact_first_start").value()).isEqualTo(0.25);
    assertThat(metrics.get("cpu_ms_per_correct").value()).isEqualTo(300);
    assertThat(metrics.get("cpu_ms_per_correct").bounded()).isFalse();
    assertThat(metrics.get("flops_per_correct").value()).isEqualTo(2_400);
  }

  @Test
  void tellsItBySourceWithIntervals() throws Exception {
    Map<String, Metric> metrics =
        new SudokuSuite().run(run(OptionalInt.empty()), PuzzleSuitesTest::host).metrics();

    assertThat(metrics.get("neural_exact.easy").value()).isEqualTo(0.5);
    assertThat(metrics.get("neural_exact.easy").low()).isBetween(0.09, 0.1);
    assertThat(metrics.get("hybrid_exact.hard").value()).isEqualTo(0.5);
    assertThat(metrics.get("false_accept.hard").value()).isZero();
    assertThat(metrics.get("mean_steps.hard").value()).isEqualTo(21);
  }

  @Test
  void theLimitBoundsTheSample() throws Exception {
    assertThat(new SudokuSuite().run(run(OptionalInt.of(3)), PuzzleSuitesTest::host).count())
        .isEqualTo(3);
  }

  @Test
  void dataOfAnotherFormIsMissingData() throws Exception {
    Files.writeString(data.resolve("sudoku/test.csv"), "a,b\n1,2\n");

    assertThatThrownBy(
            () -> new SudokuSuite().run(run(OptionalInt.empty()), PuzzleSuitesTest::host))
        .isInstanceOf(Suite.MissingData.class)
        .hasMessageContaining("lacks the columns");
  }

  @Test
  void aMazeCountsAsRightOnlyByItsOwnPath() throws Exception {
    TaskRunner blind =
        (pipeline, file) -> {
          ObjectNode report = JsonNodeFactory.instance.objectNode().put("status", "refused");
          report.putObject("answer").putObject("outputs");
          assertThat(Files.readString(file)).contains("S").contains("G").contains("#");
          return report;
        };

    Map<String, Metric> metrics =
        new MazeSuite().run(run(OptionalInt.of(4)), () -> blind).metrics();

    assertThat(metrics.get("hybrid_exact").value()).isZero();
    assertThat(metrics.get("hybrid_exact").n()).isEqualTo(4);
    assertThat(metrics).containsKeys("hybrid_exact.easy", "hybrid_exact.hard");
    assertThat(metrics.keySet()).as("what no report tells").noneMatch(PuzzleSuitesTest::counted);
  }

  private static boolean counted(String metric) {
    return metric.matches("mean_.*|flops_.*|.*_first_start");
  }

  @Test
  void aLogicGridCountsAsRightOnlyByItsOwnSolution() throws Exception {
    TaskRunner blind =
        (pipeline, file) -> {
          ObjectNode report = JsonNodeFactory.instance.objectNode().put("status", "refused");
          report.putObject("answer").putObject("outputs");
          assertThat(pipeline).isEqualTo("logic-grid");
          assertThat(Files.readString(file)).contains("category ");
          return report;
        };

    Map<String, Metric> metrics =
        new LogicGridSuite().run(run(OptionalInt.of(2)), () -> blind).metrics();

    assertThat(metrics.get("hybrid_exact").n()).isEqualTo(2);
  }
}
