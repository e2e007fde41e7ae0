package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import io.consilium.tck.PlannerTck;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is special about this planner; the rules for all planners come with the kit. */
class ${className}PlannerTest extends PlannerTck {

  @Override
  protected Planner planner() {
    return new ${className}Planner();
  }

  @Override
  protected List<Sample> samples() {
    return List.of(new Sample(begun(), Settings.EMPTY));
  }

  private static Carry begun() {
    byte[] text = "Ad astra".getBytes(StandardCharsets.UTF_8);
    Task.Input input =
        new Task.Input(
            "text", "a text", TestContext.create().artifacts().of(MediaType.TEXT, text));
    return Carry.initial(
        new Task(
            new TaskId("t-1"),
            "test",
            "${artifactId}.goal",
            List.of(input),
            Budget.DEFAULT,
            Principal.LOCAL,
            Instant.EPOCH,
            7),
        "",
        0);
  }

  @Test
  void asksForTheCapabilityOfItsSettings() throws Exception {
    Settings settings = new Settings(Map.of("capability", "text.word-count"));
    PlanRevision revision = planner().plan(begun(), settings, TestContext.create());
    assertThat(((PlanRevision.Revised) revision).plan().subgoals().get(0).capability())
        .isEqualTo("text.word-count");
  }
}
