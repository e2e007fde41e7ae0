package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.PlanRevision.Revised;
import io.consilium.api.planner.Planner;
import io.consilium.tck.PlannerTck;
import io.consilium.tck.TestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class HrmPlannerTckTest extends PlannerTck {
  private static final Networks NETWORKS =
      new Networks(Map.of("sudoku", FakeNetwork::new), Optional.empty());

  @Override
  protected Planner planner() {
    return new HrmPlanner(NETWORKS);
  }

  @Override
  protected List<Sample> samples() {
    Settings none = new Settings(Map.of("network", "none"));
    return List.of(
        new Sample(Task4.text().carry(), Settings.EMPTY),
        new Sample(Task4.grid(Task4.OPEN).carry(), Settings.EMPTY),
        new Sample(Task4.text().carry(), none),
        new Sample(rejected().carry(), Settings.EMPTY),
        new Sample(rejected().carry(), new Settings(Map.of("segments", 1))),
        new Sample(rejected().carry(), new Settings(Map.of("segments", 1, "restarts", 0))));
  }

  private static Task4 rejected() {
    Task4 task = Task4.text();
    Revised revised =
        (Revised) new HrmPlanner(NETWORKS).plan(task.carry(), Settings.EMPTY, TestContext.create());
    return task.begun(revised).read().proposed("segment-0-1", -2, 0.5).rejected("segment-0-1");
  }
}
