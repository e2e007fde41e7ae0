package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.PlanRevision.Revised;
import io.consilium.api.planner.Ref;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.tck.TestContext;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HrmPlannerTest {
  private static final Settings TWO_BY_TWO = settings("verifier");
  private final HrmPlanner planner =
      new HrmPlanner(new Networks(Map.of("sudoku", FakeNetwork::new), Optional.empty()));

  private static Settings settings(String stop) {
    return new Settings(Map.of("segments", 2, "restarts", 1, "stop", stop));
  }

  private Revised plan(Task4 task, Settings settings) {
    PlanRevision revision = planner.plan(task.carry(), settings, TestContext.create());
    assertThat(revision).isInstanceOf(Revised.class);
    return (Revised) revision;
  }

  private Revised plan(Task4 task) {
    return plan(task, TWO_BY_TWO);
  }

  private static List<String> steps(Revised revised) {
    return revised.plan().subgoals().stream().map(subgoal -> subgoal.id().value()).toList();
  }

  private static String answer(Plan plan) {
    return plan.outputs().get("solution").get(0).toString();
  }

  /** After a first segment with this view of halting and change of state, its proposal rejected. */
  private Task4 rejectedOnce(Settings settings, double halt, double change) {
    Task4 task = Task4.text();
    return task.begun(plan(task, settings))
        .read()
        .proposed("segment-0-1", halt, change)
        .rejected("segment-0-1");
  }

  private boolean pending(Task4 task, Settings settings) {
    return planner.pending(task.carry(), settings);
  }

  @Test
  void firstReadsTheGridAndThinksOnce() {
    Revised revised = plan(Task4.text());

    assertThat(steps(revised)).containsExactly("read", "segment-0-1");
    assertThat(revised.cause()).isEqualTo("initial");
    assertThat(revised.considered()).containsExactly("network", "exact-solver");
    assertThat(revised.plan().checks()).hasSize(1);
    assertThat(answer(revised.plan())).isEqualTo("segment-0-1.solution");
  }

  @Test
  void aGridIsNotReadAgain() {
    Revised revised = plan(Task4.grid(Task4.OPEN));

    assertThat(steps(revised)).containsExactly("segment-0-1");
    assertThat(revised.plan().subgoals().get(0).inputs().get("grid"))
        .containsExactly(Ref.parse("task.puzzle"));
  }

  @Test
  void anAcceptedProposalEndsIt() {
    Task4 task = Task4.text();
    task.begun(plan(task)).read().proposed("segment-0-1", -3, 0.5).accepted("segment-0-1");

    assertThat(pending(task, TWO_BY_TWO)).isFalse();
    assertThat(plan(task).cause()).isEqualTo("unchanged");
  }

  @Test
  void aRejectedProposalIsThoughtAboutAgainFromItsState() {
    Task4 task = rejectedOnce(TWO_BY_TWO, -3, 0.5);

    Revised revised = plan(task);

    assertThat(pending(task, TWO_BY_TWO)).isTrue();
    assertThat(revised.cause()).isEqualTo("think-again");
    assertThat(revised.considered()).containsExactly("think-again", "restart", "exact-solver");
    assertThat(steps(revised)).containsExactly("read", "segment-0-1", "segment-0-2");
    assertThat(revised.plan().subgoals().get(2).inputs().get("state"))
        .containsExactly(Ref.parse("segment-0-1.state"));
    assertThat(revised.estimate()).contains(new HaltEstimate(-3, 0));
  }

  @Test
  void afterTheLastSegmentItStartsAfreshFromOtherNoise() {
    Task4 task = rejectedOnce(TWO_BY_TWO, -3, 0.5);
    task.begun(plan(task)).proposed("segment-0-2", -2, 0.5).rejected("segment-0-2");

    Revised revised = plan(task);

    assertThat(revised.cause()).isEqualTo("restart");
    assertThat(steps(revised)).containsExactly("read", "segment-1-1");
    String first = Long.toString(Outline.noise(7, 0));
    assertThat(revised.plan().subgoals().get(1).parameters().text("seed", ""))
        .isNotEmpty()
        .isNotEqualTo(first);
  }

  @Test
  void afterTheLastStartItIsLeftToTheExactSolver() {
    Task4 task = rejectedOnce(TWO_BY_TWO, -3, 0.5);
    task.begun(plan(task)).proposed("segment-0-2", -2, 0.5).rejected("segment-0-2");
    task.begun(plan(task)).proposed("segment-1-1", -2, 0.5).rejected("segment-1-1");
    task.begun(plan(task)).proposed("segment-1-2", -2, 0.5).rejected("segment-1-2");

    Revised revised = plan(task);

    assertThat(revised.cause()).isEqualTo("exact-solver");
    assertThat(steps(revised)).containsExactly("read", "segment-1-1", "segment-1-2", "solve");
    assertThat(answer(revised.plan())).isEqualTo("solve.solution ?? segment-1-2.solution");
    task.begun(revised).solved().accepted("solve");
    assertThat(pending(task, TWO_BY_TWO)).isFalse();
    assertThat(planner.estimate(task.carry(), TWO_BY_TWO)).isEmpty();
  }

  @Test
  void theHaltingRecordGetsTheViewOfTheSegmentOfThisCycle() {
    Task4 task = rejectedOnce(TWO_BY_TWO, 1.5, 0.5);
    assertThat(planner.estimate(task.carry(), TWO_BY_TWO)).contains(new HaltEstimate(1.5, 0));
    task.begun(plan(task)).proposed("segment-0-2", 2.5, 0.5);
    assertThat(planner.estimate(task.carry(), TWO_BY_TWO)).contains(new HaltEstimate(2.5, 0));
  }

  @Test
  void aStateThatStandsStillIsGivenUp() {
    assertThat(plan(rejectedOnce(TWO_BY_TWO, -3, 1e-6)).cause()).isEqualTo("restart");
  }

  @Test
  void theLearnedRuleBelievesTheNetworkAndNotTheVerifier() {
    Settings learned = settings("learned");
    assertThat(plan(rejectedOnce(learned, 0.1, 0.5), learned).cause()).isEqualTo("restart");
    assertThat(plan(rejectedOnce(learned, -0.1, 1e-6), learned).cause()).isEqualTo("think-again");
    Task4 task = Task4.text();
    task.begun(plan(task, learned)).read().proposed("segment-0-1", -1, 1).accepted("segment-0-1");
    assertThat(plan(task, learned).cause()).isEqualTo("think-again");
  }

  @Test
  void theConvergenceRuleWaitsForTheStateToStandStill() {
    Settings still = settings("convergence");
    assertThat(plan(rejectedOnce(still, 5, 0.5), still).cause()).isEqualTo("think-again");
    assertThat(plan(rejectedOnce(still, -5, 1e-6), still).cause()).isEqualTo("restart");
  }

  @Test
  void theFixedRuleAlwaysGoesOnToTheLastSegment() {
    Settings fixed = settings("fixed");
    Task4 task = Task4.text();
    task.begun(plan(task, fixed)).read().proposed("segment-0-1", 9, 0).accepted("segment-0-1");

    assertThat(pending(task, fixed)).isTrue();
    task.begun(plan(task, fixed)).proposed("segment-0-2", 9, 0).accepted("segment-0-2");
    assertThat(pending(task, fixed)).isFalse();
  }

  @Test
  void underAnyRuleWhoeverSaysSoEndsIt() {
    Settings any = settings("any");
    assertThat(plan(rejectedOnce(any, 0.1, 0.5), any).cause()).isEqualTo("restart");
    assertThat(plan(rejectedOnce(any, -1, 1e-6), any).cause()).isEqualTo("restart");
    assertThat(plan(rejectedOnce(any, -1, 0.5), any).cause()).isEqualTo("think-again");
  }

  @Test
  void aVerdictOnAnotherProposalDoesNotCount() {
    Task4 task = rejectedOnce(TWO_BY_TWO, -3, 0.5);
    task.begun(plan(task)).proposed("segment-0-2", -2, 0.5);

    assertThat(pending(task, TWO_BY_TWO)).isFalse();
  }

  @Test
  void whatTheVerifierCannotJudgeIsLeftToTheExactSolver() {
    Verdict undecided = new Verdict.Undecided(List.of(new Finding("time", "Not in time.")));
    Task4 task = Task4.text();
    task.begun(plan(task)).read().proposed("segment-0-1", 3, 0.5).judged("segment-0-1", undecided);

    assertThat(plan(task).cause()).isEqualTo("not-judged");
    assertThat(steps(plan(task))).contains("solve");
  }

  @Test
  void ofSeveralSolutionsTheExactSolverShowsTwo() {
    Finding several = new Finding("several", "It holds, but it is not the only solution.");
    Task4 task = Task4.text();
    task.begun(plan(task))
        .read()
        .proposed("segment-0-1", 3, 0.5)
        .judged("segment-0-1", new Verdict.Rejected(0.5, 1, List.of(several)));

    assertThat(plan(task).cause()).isEqualTo("several-solutions");
    assertThat(steps(plan(task))).contains("solve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unsuited", "contradiction", "few-clues"})
  void whatTheNetworkDeclinesIsLeftToTheExactSolverWithItsReason(String code) {
    Task4 task = Task4.text();
    task.begun(plan(task)).read().declined("segment-0-1", code);

    assertThat(pending(task, TWO_BY_TWO)).isTrue();
    assertThat(plan(task).cause()).isEqualTo("network-" + code);
    assertThat(steps(plan(task))).containsExactly("read", "segment-0-1", "solve");
  }

  @Test
  void aNetworkThatFailsIsLeftAlone() {
    Task4 task = Task4.text();
    task.begun(plan(task)).read().failed("segment-0-1");

    assertThat(plan(task).cause()).isEqualTo("network-failed");
  }

  @Test
  void whereNothingCanBeReadNothingIsPending() {
    Task4 task = Task4.text();
    task.begun(plan(task)).declined("read", "bad-input").skipped("segment-0-1");

    assertThat(pending(task, TWO_BY_TWO)).isFalse();
  }

  @Test
  void withoutANetworkTheExactSolverIsAskedAtOnce() {
    Settings none = new Settings(Map.of("network", "none"));

    Revised revised = plan(Task4.text(), none);

    assertThat(revised.cause()).isEqualTo("no-network");
    assertThat(steps(revised)).containsExactly("read", "solve");
    assertThat(answer(revised.plan())).isEqualTo("solve.solution");
  }

  @Test
  void aNetworkThatDoesNotLoadIsNone() {
    HrmPlanner broken =
        new HrmPlanner(
            new Networks(
                Map.of(
                    "sudoku",
                    () -> {
                      throw new IllegalArgumentException("The checkpoint is cut off.");
                    }),
                Optional.empty()));

    Revised revised =
        (Revised) broken.plan(Task4.text().carry(), Settings.EMPTY, TestContext.create());

    assertThat(revised.cause()).isEqualTo("no-network");
  }

  @Test
  void aGridThatTheNetworkWasNotTrainedForGoesToTheExactSolver() {
    Grid wide = new Grid("sudoku", Collections.nCopies(16, Collections.nCopies(16, 0)));
    Grid maze = new Grid("maze", List.of(List.of(2, 0), List.of(0, 3)));

    assertThat(plan(Task4.grid(wide)).cause()).isEqualTo("network-unsuited");
    assertThat(plan(Task4.grid(maze)).cause()).isEqualTo("network-unsuited");
    assertThat(steps(plan(Task4.grid(maze)))).containsExactly("solve");
  }

  @Test
  void theLastCycleIsKeptForTheExactSolver() {
    Task4 task = rejectedOnce(TWO_BY_TWO, -3, 0.5);
    assertThat(plan(task.budget(2, 200)).cause()).isEqualTo("exact-solver");
    assertThat(plan(task.budget(3, 200)).cause()).isEqualTo("think-again");
    assertThat(plan(task.budget(100, 2)).cause()).isEqualTo("exact-solver");
    assertThat(plan(task.budget(100, 200).spent(Duration.ofSeconds(31))).cause())
        .isEqualTo("exact-solver");
  }
}
