package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.Inspection;
import io.consilium.framework.deployer.internal.TrialRule.Interval;
import io.consilium.framework.deployer.internal.TrialRule.Ruling;
import io.consilium.framework.deployer.internal.TrialRule.Tally;
import io.consilium.framework.engine.Engine;
import java.util.List;
import java.util.function.Supplier;

/** Compares a candidate with who serves by what the engine knows of both. */
final class Comparing {
  private final Supplier<Engine> engine;

  /**
   * @param engine gives null while there is none
   */
  Comparing(Supplier<Engine> engine) {
    this.engine = engine;
  }

  Ruling ruling(Trial trial, PluginJar serving) {
    return TrialRule.of(trial.plan().rule(), tally(trial.jar()), tally(serving));
  }

  Inspection.Trial shown(Trial trial, PluginJar serving) {
    Ruling ruling = ruling(trial, serving);
    return new Inspection.Trial(
        score(serving, trial.plan()),
        score(trial.jar(), trial.plan()),
        ruling instanceof Ruling.Wait wait ? wait.what() : "the next look");
  }

  private Inspection.Score score(PluginJar jar, TrialPlan plan) {
    Tally tally = tally(jar);
    Interval rate = Interval.of(tally, plan.rule().confidence());
    return new Inspection.Score(
        jar.digest().hex(),
        tally.accepted(),
        tally.rejected(),
        tally.faults(),
        rate.lower(),
        rate.upper());
  }

  private Tally tally(PluginJar jar) {
    Engine now = engine.get();
    List<Engine.Trial> known = now == null ? List.of() : now.trials();
    return known.stream()
        .filter(one -> one.digest().equals(jar.digest().hex()))
        .map(one -> new Tally(one.accepted(), one.rejected(), one.faults()))
        .reduce(
            Tally.NONE,
            (a, b) ->
                new Tally(
                    a.accepted() + b.accepted(),
                    a.rejected() + b.rejected(),
                    a.faults() + b.faults()));
  }
}
