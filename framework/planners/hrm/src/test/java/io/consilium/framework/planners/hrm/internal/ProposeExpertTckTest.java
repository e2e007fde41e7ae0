package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.tck.ExpertTck;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ProposeExpertTckTest extends ExpertTck {
  private static final Grid GRID =
      new Grid(
          "sudoku",
          List.of(
              List.of(1, 0, 0, 0), List.of(0, 0, 0, 2), List.of(0, 3, 0, 0), List.of(0, 0, 4, 0)));

  @Override
  protected Expert expert() {
    return new ProposeExpert(new Networks(Map.of("sudoku", FakeNetwork::new), Optional.empty()));
  }

  @Override
  protected List<Assignment> samples() {
    Artifact grid = Task4.ARTIFACTS.of(GRID);
    Artifact state = Task4.ARTIFACTS.of(ProposeExpert.STATE, new byte[] {0, 0, 0, 1});
    Settings second = new Settings(Map.of("restart", 0, "step", 2, "seed", "5"));
    return List.of(
        new Assignment("grid.propose", "Think", Map.of("grid", List.of(grid)), Settings.EMPTY),
        new Assignment(
            "grid.propose",
            "Think on",
            Map.of("grid", List.of(grid), "state", List.of(state)),
            second));
  }
}
