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

  Inspection.Trial shown(Trial trial, PluginJar serving) {
    List<Engine.Trial> known = known();
    Ruling ruling = ruling(trial, serving, known);
    return new Inspection.Trial(
        score(serving, trial.plan(), known),
        score(trial.jar(), trial.plan(), known),
        ruling instanceof Ruling.Wait wait ? wait.what() : "the next look");
  }

  static Ruling ruling(Trial trial, PluginJar serving, List<Engine.Trial> known) {
    return TrialRule.of(trial.plan().rule(), tally(trial.jar(), known), tally(serving, known));
  }

  private static Inspection.Score score(PluginJar jar, TrialPlan plan, List<Engine.Trial> known) {
    Tally tally = tally(jar, known);
    Interval rate = Interval.of(tally, plan.rule().confidence());
    return new Inspection.Score(
        jar.digest().hex(),
        tally.accepted(),
        tally.rejected(),
        tally.faults(),
        rate.lower(),
        rate.upper());
  }

  /** How versions fared, as the engine knows it; may wait for it. */
  List<Engine.Trial> known() {
    Engine now = engine.get();
    return now == null ? List.of() : now.trials();
  }

  private static Tally tally(PluginJar jar, List<Engine.Trial> known) {
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
