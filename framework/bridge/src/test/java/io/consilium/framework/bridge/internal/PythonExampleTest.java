package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Box;
import io.consilium.api.data.Report;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.json.JsonArtifacts;
import io.consilium.tck.ExpertTck;
import io.consilium.tck.TestContext;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The example in Python keeps the rules for all experts. */
@EnabledIf(value = "pythonIsHere", disabledReason = "There is no python3 on the PATH.")
class PythonExampleTest extends ExpertTck {
  private final BridgedPlugin plugin;

  /** Starts the process before the kit looks: what happens in it the kit cannot see. */
  PythonExampleTest() throws Exception {
    plugin = Python.start(Files.createTempDirectory("python-example"), Map.of(), "expert.py");
  }

  static boolean pythonIsHere() {
    return Python.isHere();
  }

  @AfterAll
  void end() {
    plugin.close();
  }

  @Override
  protected Expert expert() {
    return plugin.experts().get(0);
  }

  @Override
  protected List<Assignment> samples() {
    // The second one is too large for a line.
    return List.of(describing(rows(3)), describing(rows(2_000)));
  }

  private static List<List<Cell>> rows(int count) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(
          List.of(
              new Cell("row " + i, null, 1),
              new Cell(Integer.toString(i), (double) i, 1),
              new Cell("-", null, 1)));
    }
    return rows;
  }

  private static Assignment describing(List<List<Cell>> rows) {
    Table table =
        new Table("Sales", "EUR", List.of("", "Units", "Remarks"), rows, new Box(0, 0, 1, 1));
    return new Assignment(
        "table.describe",
        "Describe it",
        Map.of("table", List.of(new JsonArtifacts().of(table))),
        Settings.EMPTY);
  }

  @Test
  void describesTheColumnsThatHoldNumbers() throws Exception {
    Solved solved = (Solved) expert().solve(describing(rows(3)), TestContext.create());
    Report report = new JsonArtifacts().read(solved.outputs().get("report"), Report.class);
    assertThat(report.sections().get(0).paragraphs())
        .containsExactly("Units: count 3, mean 2, median 2, min 1, max 3, deviation 1.");
    assertThat(report.figures()).hasSize(6);
    assertThat(solved.facts().values()).containsEntry("columns", 1.0);
  }
}
