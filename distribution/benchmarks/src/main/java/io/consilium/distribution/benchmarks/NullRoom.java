package io.consilium.distribution.benchmarks;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.util.Types;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Gate;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Engines;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.halting.internal.HaltingModule;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.routing.internal.RoutingModule;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An engine with the real gate and halting policy around experts that do nothing: whatever time
 * goes by is the host's own.
 */
final class NullRoom {
  static final Artifact NOTHING =
      new JsonArtifacts().of(MediaType.TEXT, "-".getBytes(StandardCharsets.UTF_8));
  private static final String CAPABILITY = "bench.nothing";
  private static final Budget AMPLE = new Budget(2, 1_000_000, Duration.ofHours(1), 1e9, 1);

  private NullRoom() {}

  static Engine engine(Ledger ledger, int experts) {
    List<Expert> idle = new ArrayList<>();
    for (int i = 0; i < experts; i++) {
      idle.add(new NullExpert("bench.null-" + i));
    }
    return Engines.local(
        ledger,
        idle,
        List.of(),
        List.of(new ChainPlanner()),
        List.copyOf(bound(new RoutingModule(), Gate.class)),
        List.copyOf(bound(new HaltingModule(), HaltingPolicy.class)));
  }

  /** A task whose plan is a chain of so many subgoals, each waiting for the one before. */
  static Submission chain(int steps) {
    Pipeline pipeline =
        new Pipeline(
            "bench",
            "0".repeat(64),
            "A chain of subgoals that do nothing.",
            "bench",
            List.of(new Pipeline.Role("start", List.of(MediaType.TEXT), 1, 1)),
            AMPLE,
            new Pipeline.Use("chain", new Settings(Map.of("steps", steps))),
            new Pipeline.Use("top-1", Settings.EMPTY),
            new Pipeline.Use("evidence", Settings.EMPTY));
    return new Submission(
        pipeline,
        List.of(new Task.Input("start", "start", NOTHING)),
        Principal.LOCAL,
        OptionalLong.of(1),
        progress -> {});
  }

  @SuppressWarnings("unchecked")
  static <T> Set<T> bound(Module module, Class<T> type) {
    return (Set<T>) Guice.createInjector(module).getInstance(Key.get(Types.setOf(type)));
  }

  record NullExpert(String id) implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      return ExpertDescriptor.pure(
          id,
          "Does nothing.",
          new Capability(CAPABILITY, Map.of("in", MediaType.TEXT), Map.of("out", MediaType.TEXT)));
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) {
      return ExpertOutcome.solved("out", NOTHING, 1);
    }
  }

  private static final class ChainPlanner implements Planner {
    @Override
    public PlannerDescriptor descriptor() {
      return new PlannerDescriptor("chain", "Plans a chain.", Duration.ofSeconds(10));
    }

    @Override
    public PlanRevision plan(Carry carry, Settings settings, CallContext context) {
      int steps = (int) settings.number("steps", 1);
      List<Subgoal> chain = new ArrayList<>();
      String from = "task.start";
      for (int i = 0; i < steps; i++) {
        chain.add(
            new Subgoal(
                new SubgoalId("s" + i),
                CAPABILITY,
                "Nothing",
                Map.of("in", List.of(Ref.parse(from))),
                Settings.EMPTY,
                Set.of(),
                false));
        from = "s" + i + ".out";
      }
      Plan plan = new Plan("chain", chain, List.of(), Map.of("out", List.of(Ref.parse(from))));
      return new PlanRevision.Revised(plan, "initial", List.of("chain"), Optional.empty());
    }
  }
}
