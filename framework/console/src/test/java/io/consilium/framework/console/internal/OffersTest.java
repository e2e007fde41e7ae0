package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffersTest {
  @TempDir private Path home;

  private static Carry failed(String code) {
    Task task =
        new Task(
            new TaskId("t-1"),
            "p",
            "goal",
            List.of(),
            Budget.DEFAULT,
            Principal.LOCAL,
            Instant.EPOCH,
            1);
    SubgoalId read = new SubgoalId("read");
    Subgoal subgoal =
        new Subgoal(read, "grid.read", "Read", Map.of(), Settings.EMPTY, Set.of(), false);
    Plan plan = new Plan("m", List.of(subgoal), List.of(), Map.of());
    Result result =
        new Result(read, Result.Status.FAILED, Map.of(), Map.of(), 0, Facts.NONE, code, "why", "");
    Carry begun = Carry.initial(task, "", 0);
    return new Carry(
        task,
        "",
        0,
        1,
        1,
        Optional.of(plan),
        Map.of(read, result),
        begun.checks(),
        begun.estimate(),
        begun.children(),
        begun.spend(),
        begun.halted());
  }

  private Offers offers() throws IOException {
    Files.createDirectories(home.resolve("etc"));
    Files.writeString(
        home.resolve("etc/offers.properties"), "# what ships\ngrid.read = a.grid, a.vision\n");
    return Offers.of(home);
  }

  @Test
  void namesThePluginThatIsNotThere() throws IOException {
    assertThat(offers().advice(failed("no-expert"), Set.of("a.vision")))
        .contains(
            "Not installed, and bringing \"grid.read\": a.grid. Maybe install it from the"
                + " distribution: ./consilium plugin install a.grid-VERSION.jar.");
  }

  @Test
  void isSilentWhereInstallingWouldNotHelp() throws IOException {
    assertThat(offers().advice(failed("no-expert"), Set.of("a.vision", "a.grid"))).isEmpty();
    assertThat(offers().advice(failed("bad-input"), Set.of())).isEmpty();
    assertThat(Offers.of(home.resolve("none")).advice(failed("no-expert"), Set.of())).isEmpty();
  }
}
