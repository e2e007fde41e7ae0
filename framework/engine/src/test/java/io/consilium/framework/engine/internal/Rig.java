package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Planner;
import io.consilium.api.policy.Policy;
import io.consilium.api.routing.Gate;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.engine.Progress;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.halting.internal.EvidenceHaltingPolicy;
import io.consilium.framework.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An engine over fakes, with one task to run. */
final class Rig implements AutoCloseable {
  MemoryLedger ledger = new MemoryLedger();
  final List<Expert> experts = new ArrayList<>();
  final List<Verifier> verifiers = new ArrayList<>();
  Planner planner;
  Gate gate = new Fakes.Best();
  HaltingPolicy policy = new EvidenceHaltingPolicy();
  Policy rules;
  Budget budget = new Budget(4, 50, Duration.ofSeconds(20), 1000, 3);
  Settings gateSettings = Settings.EMPTY;
  Principal principal = Principal.LOCAL;
  Duration grace = Duration.ofSeconds(5);
  Limits limits = Limits.DEFAULT;
  Consumer<Progress> observer = progress -> {};
  private DefaultEngine engine;

  static Rig of(Planner planner, Expert... experts) {
    Rig rig = new Rig();
    rig.planner = planner;
    rig.experts.addAll(List.of(experts));
    return rig;
  }

  Rig verifiedBy(Verifier... more) {
    verifiers.addAll(List.of(more));
    return this;
  }

  DefaultEngine engine() {
    if (engine == null) {
      engine =
          LocalEngines.create(
              ledger,
              experts,
              verifiers,
              List.of(planner),
              List.of(gate),
              List.of(policy),
              rules,
              limits.within(grace));
    }
    return engine;
  }

  Pipeline pipeline() {
    return new Pipeline(
        "test",
        "0".repeat(64),
        "A test.",
        "goal",
        List.of(new Pipeline.Role("text", List.of(MediaType.TEXT), 1, 1)),
        budget,
        new Pipeline.Use("fake", Settings.EMPTY),
        new Pipeline.Use(gate.id(), gateSettings),
        new Pipeline.Use(policy.id(), new Settings(Map.of("confidence", 0.8))));
  }

  Submission submission() {
    return new Submission(
        pipeline(),
        List.of(new Task.Input("text", "a.txt", Fakes.text("x"))),
        principal,
        OptionalLong.of(7),
        observer);
  }

  Run start() {
    return engine().submit(submission());
  }

  TaskOutcome run() {
    return end(start());
  }

  static TaskOutcome end(Run run) {
    try {
      return run.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LedgerFailure failure) {
        throw failure;
      }
      throw new AssertionError(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
    }
  }
}
