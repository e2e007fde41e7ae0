package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.host.Facts;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReportTest {
  private static final JsonArtifacts ARTIFACTS = new JsonArtifacts();
  private static final Grid SUDOKU = new Grid("sudoku", List.of(List.of(1, 2), List.of(2, 1)));
  private static final Grid MAZE = new Grid("maze", List.of(List.of(2, 4, 3), List.of(1, 0, 1)));
  private static final Grid LOGIC = new Grid("logic-grid", List.of(List.of(2), List.of(1)));

  private static ObjectNode line(GridSolution said, boolean required, String... findings) {
    return line(ARTIFACTS.of(said), required, findings);
  }

  private static ObjectNode line(Artifact said, boolean required, String... findings) {
    byte[] given = "given".getBytes(StandardCharsets.UTF_8);
    List<Task.Input> inputs =
        List.of(new Task.Input("puzzle", "list.txt:7", ARTIFACTS.of(MediaType.TEXT, given)));
    Task task =
        new Task(
            new TaskId("t-1"),
            "p",
            "goal",
            inputs,
            Budget.DEFAULT,
            Principal.LOCAL,
            Instant.EPOCH,
            1);
    List<Finding> found =
        List.of(findings).stream().map(code -> new Finding(code, code, Facts.NONE)).toList();
    Checked check =
        new Checked("holds", "v", required, Map.of(), new Verdict.Accepted(1, 1, found));
    Carry begun = Carry.initial(task, "", 0);
    Carry carry =
        new Carry(
            task,
            "",
            0,
            1,
            1,
            begun.plan(),
            begun.results(),
            Map.of("holds", check),
            begun.estimate(),
            begun.children(),
            begun.spend(),
            Optional.of(HaltReason.VERIFIED));
    Map<String, List<Artifact>> outputs = Map.of("solution", List.of(said));
    HaltDecision halt =
        new HaltDecision(HaltDecision.Action.ANSWER, Optional.of(HaltReason.VERIFIED), List.of());
    Answer answer = new Answer.Answered(HaltReason.VERIFIED, outputs);
    TaskOutcome outcome = new TaskOutcome(answer, carry, halt, List.of(), 1);
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("status", "answered");
    return LineReport.of(new Job(inputs, 7), outcome, report);
  }

  private static GridSolution proposed(Grid grid) {
    return new GridSolution(Status.PROPOSED, List.of(grid), "network", 1);
  }

  @Test
  void aProposalIsTheOnlySolutionWhereTheCheckProvedIt() {
    ObjectNode line = line(proposed(SUDOKU), true, "holds", "only-one");
    assertThat(line.path("status").asText()).isEqualTo("unique");
    assertThat(line.path("solution").asText()).isEqualTo("1221");
    assertThat(line.path("puzzle").asText()).isEqualTo("given");
    assertThat(line.path("file").asText()).isEqualTo("list.txt");
  }

  @Test
  void aProposalThatOnlyHoldsStaysAProposal() {
    assertThat(line(proposed(LOGIC), true, "holds").path("status").asText()).isEqualTo("proposed");
    assertThat(line(proposed(LOGIC), true, "holds").path("solution").asText()).isEqualTo("21");
    assertThat(line(proposed(LOGIC), false, "only-one").path("status").asText())
        .isEqualTo("proposed");
  }

  @Test
  void anAnswerThatIsNoPuzzlesIsReportedAsAnyOther() {
    ObjectNode line =
        line(ARTIFACTS.of(MediaType.TEXT, "hello".getBytes(StandardCharsets.UTF_8)), true);
    assertThat(line.path("status").asText()).isEqualTo("answered");
    assertThat(line.path("line").asInt()).isEqualTo(7);
    assertThat(line.path("puzzle").asText()).isEqualTo("given");
    assertThat(line.has("error")).isFalse();
  }

  @Test
  void aShortestPathBesideOthersIsOneOfSeveral() {
    ObjectNode line = line(proposed(MAZE), true, "holds", "several");
    assertThat(line.path("status").asText()).isEqualTo("several");
    assertThat(line.path("solution").asText()).isEqualTo("S*G#.#");
    assertThat(line.has("witnesses")).isFalse();
  }

  @Test
  void whatTheSolverProvedIsSaidAsItIs() {
    ObjectNode none = line(new GridSolution(Status.NONE, List.of(), "search", 1), true);
    assertThat(none.path("status").asText()).isEqualTo("none");
    assertThat(none.path("solution").isNull()).isTrue();
    GridSolution both = new GridSolution(Status.SEVERAL, List.of(SUDOKU, MAZE), "search", 1);
    assertThat(line(both, true, "witnesses").path("witnesses")).hasSize(2);
    assertThat(line(both, true, "witnesses").path("solution").isNull()).isTrue();
  }
}
