package io.consilium.framework.planners.methodlibrary.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.tck.TestContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped pipeline, followed over its cycles without any expert. */
class ReportForecastTest {
  private static final Settings SETTINGS =
      PipelineFile.read(Path.of("../../../distribution/pipelines/report-forecast.yaml"))
          .planner()
          .settings();
  private static final Facts SEEN = Facts.of("tables", 1).with("charts", 1);

  private final MethodLibraryPlanner planner = new MethodLibraryPlanner();

  private Plan plan(Loop loop) {
    return ((PlanRevision.Revised) planner.plan(loop.carry(), SETTINGS, TestContext.create()))
        .plan();
  }

  private Loop page() {
    Loop loop = new Loop("page.read").input("image");
    return loop.plan(plan(loop));
  }

  private static List<String> ids(Plan plan) {
    return plan.subgoals().stream().map(subgoal -> subgoal.id().value()).toList();
  }

  @Test
  void theRootReadsJudgesForecastsAndWrites() {
    Loop loop = new Loop("report.forecast").input("image");
    assertThat(ids(plan(loop))).containsExactly("read", "judge", "forecast", "write");
    assertThat(planner.decomposes("page.read", SETTINGS)).isTrue();
    assertThat(planner.decomposes("vision.text", SETTINGS)).isFalse();
  }

  @Test
  void aPageThatIsReadWellNeedsNoSecondLook() {
    Loop loop = page();
    assertThat(ids(plan(loop)))
        .containsExactly("text", "table", "chart", "from-table", "from-chart");
    loop.solved("text", SEEN, "page")
        .solved("table", Facts.NONE, "table")
        .solved("chart", Facts.NONE, "chart")
        .solved("from-table", Facts.NONE, "series")
        .solved("from-chart", Facts.NONE, "series")
        .accepted("adds-up")
        .accepted("agree");
    assertThat(planner.pending(loop.carry(), SETTINGS)).isFalse();
  }

  @Test
  void aPageWithoutATableIsPlannedAround() {
    Loop loop =
        page()
            .solved("text", Facts.of("tables", 0).with("charts", 1), "page")
            .declined("table", "absent")
            .solved("chart", Facts.NONE, "chart")
            .solved("from-chart", Facts.NONE, "series");
    assertThat(planner.pending(loop.carry(), SETTINGS)).isFalse();
    assertThat(loop.carry().outputs()).containsKeys("series", "chart").doesNotContainKey("table");
  }

  @Test
  void aTableThatWasSeenButNotReadIsLookedAtAgain() {
    Loop loop = page().solved("text", SEEN, "page").declined("table", "absent");
    loop.solved("chart", Facts.NONE, "chart");
    assertThat(ids(plan(loop))).contains("table-again").doesNotContain("chart-again", "balance");
  }

  @Test
  void totalsThatDifferAreLookedAtAgainAndThenBalanced() {
    Loop loop =
        page()
            .solved("text", SEEN, "page")
            .solved("table", Facts.NONE, "table")
            .rejected("adds-up");
    assertThat(ids(plan(loop))).contains("table-again").doesNotContain("balance");
    loop.plan(plan(loop)).solved("table-again", Facts.NONE, "table");
    assertThat(ids(plan(loop))).contains("balance");
  }

  @Test
  void aTextThatContradictsTheTableMakesItLookAgain() {
    Loop loop =
        page()
            .solved("text", SEEN, "page")
            .solved("table", Facts.NONE, "table")
            .rejected("agree", "text-differs");
    assertThat(ids(plan(loop))).contains("table-again").doesNotContain("chart-again");
  }

  @Test
  void sourcesThatDisagreeAreReconciled() {
    Loop loop =
        page()
            .solved("text", SEEN, "page")
            .solved("table", Facts.NONE, "table")
            .solved("chart", Facts.NONE, "chart")
            .solved("from-table", Facts.NONE, "series")
            .solved("from-chart", Facts.NONE, "series")
            .rejected("agree", "chart-differs");
    assertThat(ids(plan(loop))).contains("chart-again").doesNotContain("reconcile");
    loop.plan(plan(loop)).declined("chart-again", "absent");
    assertThat(ids(plan(loop))).contains("reconcile");
    loop.plan(plan(loop)).solved("reconcile", Facts.NONE, "series", "reconciliation");
    assertThat(planner.pending(loop.carry(), SETTINGS)).isFalse();
    assertThat(loop.carry().outputs()).containsKeys("series", "reconciliation");
  }
}
