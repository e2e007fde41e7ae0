package io.consilium.framework.planners.methodlibrary.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.json.Json;
import io.consilium.tck.TestContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever came back: what holds of every plan along random runs of a shipped pipeline. */
class AnyLoopTest {
  private static final Settings SETTINGS =
      PipelineFile.read(Path.of("../../../distribution/pipelines/report-forecast.yaml"))
          .planner()
          .settings();
  private static final List<String> CHECKS = List.of("adds-up", "agree");

  private static final MethodLibraryPlanner ONE = new MethodLibraryPlanner();
  private static final MethodLibraryPlanner OTHER = new MethodLibraryPlanner();

  private static PlanRevision.Revised plan(MethodLibraryPlanner planner, Carry carry) {
    return (PlanRevision.Revised) planner.plan(carry, SETTINGS, TestContext.create());
  }

  @Property(tries = 150)
  void plansAreSoundAndFollowFromTheCarry(@ForAll long seed) {
    Random random = new Random(seed);
    Loop loop = new Loop("page.read").input("image");
    for (int cycle = 0; cycle < 6; cycle++) {
      Carry carry = loop.carry();
      PlanRevision.Revised revised = plan(ONE, carry);
      OTHER.plan(new Loop("report.forecast").carry(), SETTINGS, TestContext.create());
      assertThat(plan(OTHER, carry)).isEqualTo(revised);
      assertThat(OTHER.pending(carry, SETTINGS)).isEqualTo(!revised.cause().equals("unchanged"));
      sound(revised.plan());
      keepsWhatIsThere(carry, revised.plan());
      loop.plan(revised.plan());
      settle(random, loop, revised.plan());
    }
  }

  private static void sound(Plan plan) {
    Set<String> steps =
        plan.subgoals().stream().map(one -> one.id().step()).collect(Collectors.toSet());
    plan.subgoals().forEach(one -> assertThat(steps).containsAll(Plan.waitsFor(one)));
    assertThat(Json.read(Json.canonical(plan), Plan.class)).isEqualTo(plan);
  }

  private static void keepsWhatIsThere(Carry carry, Plan plan) {
    carry
        .plan()
        .ifPresent(
            before ->
                before.subgoals().stream()
                    .filter(one -> carry.results().containsKey(one.id()))
                    .forEach(
                        one ->
                            assertThat(plan.subgoals())
                                .anyMatch(kept -> kept.id().equals(one.id()))));
  }

  private static void settle(Random random, Loop loop, Plan plan) {
    plan.subgoals()
        .forEach(
            one -> {
              String id = one.id().value();
              if (random.nextInt(4) == 0) {
                loop.declined(id, "absent");
              } else {
                loop.solved(id, facts(random), "table", "chart", "page", "series");
              }
            });
    for (String check : CHECKS) {
      if (random.nextBoolean()) {
        loop.rejected(check, random.nextBoolean() ? "chart-differs" : "text-differs");
      } else {
        loop.accepted(check);
      }
    }
  }

  private static Facts facts(Random random) {
    Object tables = random.nextInt(5) == 0 ? "some" : random.nextInt(3);
    return Facts.of("tables", tables).with("charts", random.nextInt(3));
  }
}
