package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Position;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Over random plans, experts and verifiers: after every append the state folded from the ledger's
 * entries, which went through JSON, equals the live one; and the order of the log is as promised.
 */
class FoldPropertyTest {
  private static final List<String> CAPABILITIES = List.of("do.a", "do.b", "do.c", "do.deep");

  @Property(tries = 80)
  void carryEqualsTheFoldOfTheRecordsAfterEveryStep(@ForAll long seed) {
    try (Rig rig = rig(seed)) {
      AtomicReference<State> folded = new AtomicReference<>(State.EMPTY);
      List<State> steps = new ArrayList<>();
      rig.ledger.afterAppend =
          entries ->
              entries.forEach(
                  entry -> {
                    folded.set(Fold.apply(folded.get(), entry));
                    steps.add(folded.get());
                  });
      List<State> live = new ArrayList<>();
      AtomicReference<TaskRun> run = new AtomicReference<>();
      rig.observer =
          progress -> {
            if (progress instanceof io.consilium.framework.engine.Progress.Recorded) {
              live.add(liveState(rig, run));
            }
          };
      shadows(rig, new Random(seed));
      Run started = rig.start();
      TaskOutcome outcome = Rig.end(started);
      // Shadows may come after the answer.
      rig.close();

      assertThat(Fold.all(rig.ledger.all).carry()).isEqualTo(outcome.carry());
      assertThat(live).hasSameSizeAs(steps);
      for (int i = 0; i < live.size(); i++) {
        if (live.get(i) != null) {
          assertThat(live.get(i)).isEqualTo(steps.get(i));
        }
      }
      holdsTheOrder(rig.ledger.all);
      holdsTheBudget(rig, outcome.carry());
    }
  }

  @Property(tries = 40)
  void whatACrashLeavesOpenIsClosed(@ForAll long seed, @ForAll Random random) {
    try (Rig rig = rig(seed)) {
      rig.run();
      List<Entry> all = List.copyOf(rig.ledger.all);
      int cut = 1 + random.nextInt(all.size());
      rig.ledger.all.subList(cut, all.size()).clear();
      boolean open = !rig.ledger.unfinished().isEmpty();

      assertThat(rig.engine().recover()).hasSize(open ? 1 : 0);
      assertThat(rig.ledger.unfinished()).isEmpty();
      assertThat(rig.engine().recover()).hasSize(open ? 1 : 0);
      assertThat(rig.ledger.bodies(Body.AnswerReleased.class)).hasSize(1);
      holdsTheOrder(rig.ledger.all);
    }
  }

  /** Other versions beside some of the experts, whose answers are not used. */
  private static void shadows(Rig rig, Random random) {
    for (Expert expert : List.copyOf(rig.experts)) {
      if (random.nextBoolean()) {
        ExpertDescriptor descriptor = expert.descriptor();
        String capability = descriptor.capabilities().get(0).name();
        int salt = 3 * random.nextInt(100);
        Fakes.Solver shadow = expert(descriptor.id(), capability, salt);
        Versioned.expert(rig, shadow, "9.0.0", Part.SHADOW);
      }
    }
  }

  /** The journal is the run's, and the observer is told under its lock. */
  private static State liveState(Rig rig, AtomicReference<TaskRun> run) {
    if (run.get() == null && !rig.engine().running().isEmpty()) {
      run.set((TaskRun) rig.engine().running().get(0));
    }
    return run.get() == null ? null : run.get().journal().state();
  }

  private static Rig rig(long seed) {
    Random random = new Random(seed);
    Rig rig = Rig.of(planner(seed));
    rig.budget =
        new Budget(
            1 + random.nextInt(4),
            1 + random.nextInt(40),
            Duration.ofSeconds(30),
            1 + random.nextInt(40),
            1 + random.nextInt(3));
    for (String capability : CAPABILITIES.subList(0, 3)) {
      int experts = random.nextInt(3);
      for (int i = 0; i < experts; i++) {
        rig.experts.add(expert("e" + i + capability.substring(2), capability, random.nextInt()));
      }
    }
    rig.verifiedBy(Fakes.verifier("judge", (claim, context) -> verdict(claim.check(), seed)));
    rig.gateSettings =
        new io.consilium.api.host.Settings(Map.of("k", 1.0 + random.nextInt(2), "x", 1.0));
    return rig;
  }

  /** A plan that depends on the seed, the goal, and how many checks have been made. */
  private static Fakes.Planning planner(long seed) {
    return new Fakes.Planning(
        carry -> {
          long mix =
              seed + 31L * carry.task().goal().hashCode() + 7L * Math.min(1, carry.checks().size());
          return plan(new Random(mix), carry.level() == 0 ? "task.text" : "task.a ?? task.b");
        },
        Set.of("do.deep", "do.b"));
  }

  private static Plan plan(Random random, String source) {
    if (random.nextInt(20) == 0) {
      return null;
    }
    int n = 1 + random.nextInt(6);
    List<Subgoal> subgoals = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, String> inputs = new HashMap<>();
      inputs.put("a", source);
      if (i > 0) {
        String before = "s" + random.nextInt(i) + ".out";
        inputs.put("b", random.nextBoolean() ? before : before + " ?? none");
      }
      subgoals.add(
          Fakes.subgoal(
              "s" + i,
              CAPABILITIES.get(random.nextInt(CAPABILITIES.size())),
              inputs,
              random.nextBoolean()));
    }
    List<Check> checks =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(i -> Fakes.check("c" + i, "judge", "s" + random.nextInt(n) + ".out"))
            .toList();
    return Fakes.plan(subgoals, checks, "s" + (n - 1) + ".out");
  }

  private static Fakes.Solver expert(String id, String capability, int salt) {
    Effect effect = Effect.values()[Math.floorMod(salt, 3)];
    return Fakes.expert(
        id,
        capability,
        effect,
        Duration.ofSeconds(20),
        3,
        (assignment, context) -> {
          switch (Math.floorMod(salt + assignment.goal().hashCode(), 8)) {
            case 0:
              return ExpertOutcome.absent("Not there.");
            case 1:
              return new ExpertOutcome.Failed("model", "Failed.");
            case 2:
              return null;
            case 3:
              throw new IllegalStateException("broke");
            default:
              return Fakes.joined(id, assignment, Math.floorMod(salt, 11) / 10.0);
          }
        });
  }

  private static Verdict verdict(String check, long seed) {
    List<Finding> findings =
        List.of(
            new Finding(
                "off",
                "By 0.1",
                io.consilium.api.host.Facts.of("by", 0.1).with("zero", -0.0).with("x", true)));
    switch ((int) Math.floorMod(seed + check.hashCode(), 4L)) {
      case 0:
        return new Verdict.Rejected(-0.0, 1e-9, findings);
      case 1:
        return new Verdict.Undecided(List.of());
      case 2:
        throw new IllegalStateException("broke");
      default:
        return new Verdict.Accepted(1.0 / 3, 0.1, findings);
    }
  }

  private static void holdsTheBudget(Rig rig, Carry carry) {
    assertThat(carry.spend().calls()).isLessThanOrEqualTo(rig.budget.steps());
    assertThat(carry.spend().cost()).isLessThanOrEqualTo(rig.budget.cost());
  }

  /**
   * Each call after exactly one routing record and before at most one outcome; one halt a cycle.
   */
  static void holdsTheOrder(List<Entry> entries) {
    Set<Integer> routed = new HashSet<>();
    Map<Integer, Body.ExpertCalled> called = new HashMap<>();
    Set<Integer> returned = new HashSet<>();
    Map<String, Integer> open = new HashMap<>();
    for (Entry entry : entries) {
      Body body = entry.record().body();
      Position at = entry.record().position();
      if (body instanceof Body.SubgoalRouted r) {
        assertThat(routed.add(r.routing())).isTrue();
      } else if (body instanceof Body.ExpertCalled c) {
        assertThat(routed).contains(c.routing());
        assertThat(called.put(c.call(), c)).isNull();
      } else if (body instanceof Body.ExpertReturned r) {
        assertThat(called).containsKey(r.call());
        assertThat(returned.add(r.call())).isTrue();
      } else if (body instanceof Body.ShadowReturned s) {
        assertThat(returned).contains(s.call());
      } else if (body instanceof Body.PlanRevised || body instanceof Body.PlanFailed) {
        assertThat(open.put(at.path(), at.hCycle())).isNull();
      } else if (body instanceof Body.HaltDecided h) {
        Integer cycle = open.remove(at.path());
        assertThat(cycle == null || cycle == at.hCycle()).isTrue();
        assertThat(cycle != null || h.reason().isPresent()).isTrue();
      }
    }
    assertThat(open).isEmpty();
    assertThat(returned).isEqualTo(called.keySet());
  }
}
