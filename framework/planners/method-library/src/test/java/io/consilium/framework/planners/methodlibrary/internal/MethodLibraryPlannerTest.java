package io.consilium.framework.planners.methodlibrary.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodLibraryPlannerTest {
  private static final String HEAD =
      """
      pipeline: p
      goal: g
      inputs:
        image: {media: [image/png]}
      methods:
      """;

  private final MethodLibraryPlanner planner = new MethodLibraryPlanner();
  private final TestContext context = TestContext.create();

  private static Settings methods(String yaml) {
    byte[] bytes = (HEAD + yaml.indent(2)).getBytes(StandardCharsets.UTF_8);
    return PipelineFile.read("p.yaml", bytes).planner().settings();
  }

  private PlanRevision.Revised revised(Carry carry, Settings settings) {
    return (PlanRevision.Revised) planner.plan(carry, settings, context);
  }

  private Plan plan(Carry carry, Settings settings) {
    return revised(carry, settings).plan();
  }

  private static List<String> ids(Plan plan) {
    return plan.subgoals().stream().map(subgoal -> subgoal.id().value()).toList();
  }

  private static Subgoal subgoal(Plan plan, String id) {
    return plan.subgoals().stream()
        .filter(one -> one.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static final Settings RETRY =
      methods(
          """
          - name: m
            achieves: g
            steps:
              read: {capability: c.read, inputs: {image: task.image}}
              read-again:
                capability: c.read
                when: checks.sums.verdict == 'rejected'
                inputs: {image: task.image}
                with: {effort: high}
              use: {capability: c.use, inputs: {table: read-again.table ?? read.table}}
            checks:
              sums: {verifier: v.sums, inputs: {table: read-again.table ?? read.table}}
            outputs: {out: use.out, table: read-again.table ?? read.table}
          """);

  @Test
  void theFirstPlanHoldsTheStepsWhoseConditionsHold() {
    PlanRevision.Revised first = revised(new Loop("g").input("image").carry(), RETRY);
    assertThat(first.cause()).isEqualTo("initial");
    assertThat(first.considered()).containsExactly("m");
    assertThat(ids(first.plan())).containsExactly("read", "use");
    assertThat(subgoal(first.plan(), "use").inputs().get("table"))
        .containsExactly(Ref.parse("read.table"));
  }

  @Test
  void aRejectedCheckBringsTheStepThatAsksForIt() {
    Loop loop = new Loop("g").input("image");
    loop.plan(plan(loop.carry(), RETRY))
        .solved("read", Facts.NONE, "table")
        .solved("use", Facts.NONE, "out")
        .rejected("sums");
    assertThat(planner.pending(loop.carry(), RETRY)).isTrue();
    PlanRevision.Revised second = revised(loop.carry(), RETRY);
    assertThat(second.cause()).isEqualTo("check-rejected");
    assertThat(ids(second.plan())).containsExactly("read", "read-again", "use");
    assertThat(subgoal(second.plan(), "use").inputs().get("table"))
        .containsExactly(Ref.parse("read-again.table ?? read.table"));
    assertThat(subgoal(second.plan(), "read-again").parameters().text("effort", ""))
        .isEqualTo("high");
  }

  @Test
  void aStepThatBroughtSomethingStaysWhenItsConditionNoLongerHolds() {
    Loop loop = new Loop("g").input("image");
    loop.plan(plan(loop.carry(), RETRY)).solved("read", Facts.NONE, "table").rejected("sums");
    loop.plan(plan(loop.carry(), RETRY))
        .solved("read-again", Facts.NONE, "table")
        .solved("use", Facts.NONE, "out")
        .accepted("sums");
    assertThat(planner.pending(loop.carry(), RETRY)).isFalse();
    assertThat(revised(loop.carry(), RETRY).cause()).isEqualTo("unchanged");
    assertThat(ids(plan(loop.carry(), RETRY))).contains("read-again");
  }

  @Test
  void aForEachStepBecomesOneSubgoalAnItem() {
    Settings settings =
        methods(
            """
            - name: m
              achieves: g
              steps:
                sum: {capability: c.sum, forEach: task.image, inputs: {text: item, all: task.image}}
                all: {capability: c.all, inputs: {sums: sum.sum}}
                late: {capability: c.late, forEach: sum.sum, inputs: {text: item}, optional: true}
                last: {capability: c.last, inputs: {late: late.x ?? none}, needs: [late]}
              outputs: {out: all.out}
            """);
    Loop loop = new Loop("g").input("image").input("image").input("image");
    Plan plan = plan(loop.carry(), settings);
    assertThat(ids(plan)).containsExactly("sum[0]", "sum[1]", "sum[2]", "all", "last");
    assertThat(subgoal(plan, "sum[1]").inputs().get("text"))
        .containsExactly(Ref.parse("task.image[1]"));
    assertThat(subgoal(plan, "last").needs()).isEmpty();
    loop.plan(plan).solved("sum[0]", Facts.NONE, "sum").solved("sum[2]", Facts.NONE, "sum");
    Plan next = plan(loop.carry(), settings);
    assertThat(ids(next)).contains("late[0]", "late[1]").doesNotContain("late[2]");
    assertThat(subgoal(next, "last").needs()).containsExactly("late");
    assertThat(revised(loop.carry(), settings).cause()).isEqualTo("results-in");
  }

  @Test
  void theFirstMethodWhoseConditionHoldsIsTaken() {
    Settings settings =
        methods(
            """
            - name: special
              achieves: g
              when: task.image > 1
              steps: {a: {capability: c.a, inputs: {x: task.image}}}
              outputs: {out: a.out}
            - name: common
              achieves: g
              steps: {b: {capability: c.b, inputs: {x: task.image}}}
              outputs: {out: b.out}
            """);
    Loop one = new Loop("g").input("image");
    assertThat(revised(one.carry(), settings).considered()).containsExactly("special", "common");
    assertThat(plan(one.carry(), settings).method()).isEqualTo("common");
    assertThat(plan(one.input("image").carry(), settings).method()).isEqualTo("special");
  }

  @Test
  void resultsOfRepeatedStepsAreCounted() {
    Settings settings =
        methods(
            """
            - name: m
              achieves: g
              steps:
                each: {capability: c.a, forEach: task.image, inputs: {x: item}, optional: true}
                some:
                  capability: c.b
                  when: results.each.count == 2 && results.each.solved == 1 && results.each.code == 'absent'
                  inputs: {x: each.y}
              outputs: {out: some.out}
            """);
    Loop loop = new Loop("g").input("image").input("image");
    loop.plan(plan(loop.carry(), settings)).solved("each[0]", Facts.NONE, "y");
    loop.declined("each[1]", "absent");
    assertThat(ids(plan(loop.carry(), settings))).contains("some");
  }

  @Test
  void aConditionThatBreaksCountsAsFalseAndIsToldOf() {
    Settings settings =
        methods(
            """
            - name: m
              achieves: g
              steps:
                a: {capability: c.a, inputs: {x: task.image}}
                b: {capability: c.b, when: results.a.facts.rows > 3, inputs: {x: a.y}}
              outputs: {out: a.y}
            """);
    Loop loop = new Loop("g").input("image");
    loop.plan(plan(loop.carry(), settings)).solved("a", Facts.of("rows", "many"), "y");
    assertThat(ids(plan(loop.carry(), settings))).containsExactly("a");
    assertThat(context.messages()).singleElement().asString().contains("results.a.facts.rows > 3");
    assertThat(planner.pending(loop.carry(), settings)).isFalse();
  }

  @Test
  void aGoalThatNoMethodAchievesGivesNoPlanAndNamesThoseThatAre() {
    PlanRevision revision = planner.plan(new Loop("other").carry(), RETRY, context);
    assertThat(revision).isInstanceOf(PlanRevision.NoPlan.class);
    assertThat(((PlanRevision.NoPlan) revision).message())
        .contains("(other)")
        .contains("achieve: g")
        .contains("Maybe");
    assertThat(planner.decomposes("other", RETRY)).isFalse();
    assertThat(planner.decomposes("g", RETRY)).isTrue();
  }

  @Test
  void noMethodWhoseConditionHoldsGivesNoPlan() {
    Settings settings =
        methods(
            """
            - name: m
              achieves: g
              when: task.image > 5
              steps: {a: {capability: c.a, inputs: {x: task.image}}}
              outputs: {out: a.out}
            """);
    PlanRevision revision = planner.plan(new Loop("g").input("image").carry(), settings, context);
    assertThat(((PlanRevision.NoPlan) revision).message()).contains("task.image > 5");
  }
}
