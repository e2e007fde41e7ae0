package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.Rollout.Running;
import java.util.Optional;

/** What runs of one symbolic name. Changed by whoever has its lane, read by anybody. */
final class Seat {
  private volatile Running serving;
  private volatile Tried tried;

  /** A version beside the one that serves. */
  record Tried(Running running, TrialPlan plan) {}

  Optional<Running> serving() {
    return Optional.ofNullable(serving);
  }

  Optional<Tried> tried() {
    return Optional.ofNullable(tried);
  }

  void serving(Running now) {
    serving = now;
  }

  void tried(Tried now) {
    tried = now;
  }

  boolean serves(PluginJar jar) {
    return runs(serving, jar);
  }

  boolean tries(PluginJar jar) {
    Tried now = tried;
    return now != null && runs(now.running(), jar);
  }

  boolean empty() {
    return serving == null && tried == null;
  }

  private static boolean runs(Running running, PluginJar jar) {
    return running != null && running.jar().digest().equals(jar.digest());
  }
}
