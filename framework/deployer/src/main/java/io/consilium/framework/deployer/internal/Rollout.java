package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.modules.Publications;
import io.consilium.framework.modules.Publications.Published;
import io.consilium.framework.modules.Publications.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one plugin in, beside what runs already, and takes one out after its calls have ended.
 * Never updates a bundle in place: classes that a call in flight has yet to load must stay
 * loadable. Thread-safe, as long as the versions of one plugin are worked on by one thread.
 */
final class Rollout {
  static final String DROPPED = "dropped";

  private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);
  private static final Set<String> CALLED_IN_PARTS = Set.of("expert", "verifier");
  private static final String GOES_ON = ", the version before it goes on";

  /** Warmed up like any other, and drawn by nobody: draws are multiples of a larger number. */
  private static final Role ASIDE = Role.canary(Double.MIN_VALUE);

  private final Installer installer;
  private final Publications publications;
  private final Traffic traffic;
  private final Changes changes;
  private final HealthCheck health;
  private final Patience patience;
  private final Bounded bounded = new Bounded();

  /**
   * How long to wait.
   *
   * @param start for a bundle to start, its plugins made, before it is refused and left behind
   * @param warm for a replacement to warm up before it is refused
   * @param idle for calls in flight on old code before it goes anyway; for a bundle to stop before
   *     it is left behind
   */
  record Patience(Duration start, Duration warm, Duration idle) {
    Patience(Duration warm, Duration idle) {
      this(warm, warm, idle);
    }
  }

  /** A jar whose bundle runs. */
  record Running(PluginJar jar, Bundle bundle) {}

  Rollout(
      Installer installer,
      Publications publications,
      Traffic traffic,
      Changes changes,
      HealthCheck health,
      Patience patience) {
    this.installer = installer;
    this.publications = publications;
    this.traffic = traffic;
    this.changes = changes;
    this.health = health;
    this.patience = patience;
  }

  /**
   * Installs and starts a plugin of which nothing runs.
   *
   * @param known whether it has served before; who has not is asked its own examples before it gets
   *     work
   * @throws BadJar if it cannot run; nothing of it is left then
   */
  Running bringIn(PluginJar jar, boolean known) throws BadJar, InterruptedException {
    Running running = installer.install(jar, "");
    attempt(
        running,
        "is not healthy: ",
        () -> {
          boolean asked = !known && health.carries(jar);
          if (asked) {
            publications.role(running.bundle(), ASIDE);
          }
          start(running);
          if (asked) {
            warm(running, "");
            health.check(running, "");
            publications.role(running.bundle(), Role.PRIMARY);
          }
        });
    changes.add(Change.STARTED, DROPPED, jar);
    return running;
  }

  /**
   * Starts a plugin beside the one that serves, until it is warm and healthy; it gets no work.
   *
   * @param trial how both are to work side by side for a while; empty if they are not
   * @throws BadJar if it cannot; nothing of it is left then, and the other one goes on
   */
  Running prepare(Running serving, PluginJar jar, Optional<TrialPlan> trial)
      throws BadJar, InterruptedException {
    Running running = installer.install(jar, serving.jar().version().toString());
    attempt(
        running,
        "is not healthy" + GOES_ON + ": ",
        () -> {
          publications.role(running.bundle(), ASIDE);
          start(running);
          if (trial.isPresent()) {
            demandTriable(running, trial.get());
          }
          warm(running, GOES_ON);
          health.check(running, GOES_ON);
        });
    return running;
  }

  /** What is done with an installed jar before it counts. */
  private interface Attempt {
    void make() throws BadJar, InterruptedException;
  }

  /** Whatever a plugin throws is its own matter: it is refused, and nothing of it is left. */
  private void attempt(Running running, String failed, Attempt attempt)
      throws BadJar, InterruptedException {
    try {
      attempt.make();
    } catch (BadJar e) {
      uninstall(running);
      throw e;
    } catch (RuntimeException | Error e) {
      uninstall(running);
      throw new BadJar("not-healthy", failed + Faults.words(e));
    }
  }

  /** Code that hangs holds up nobody but itself. */
  private void start(Running running) throws BadJar, InterruptedException {
    try {
      bounded.run(
          running.bundle().getBundleId(),
          patience.start(),
          () -> {
            installer.start(running);
            return running;
          });
    } catch (TimeoutException e) {
      throw new BadJar(
          "not-started",
          "did not start within "
              + patience.start().toSeconds()
              + " s and is left behind; it is taken out if it ever does. Maybe its activator or"
              + " module waits for something: let warmUp do that.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BadJar bad) {
        throw bad;
      }
      throw new BadJar("not-started", "cannot start: " + Faults.words(e.getCause()));
    }
  }

  private void uninstall(Running running) throws InterruptedException {
    try {
      bounded.run(
          running.bundle().getBundleId(), patience.idle(), () -> installer.uninstall(running));
    } catch (TimeoutException e) {
      // Should it start after all, nobody uses what it gives until it is taken out.
      publications.role(running.bundle(), ASIDE);
      LOG.warn(
          "{} {} does not stop within {} s; it is left behind.",
          running.jar().bundle(),
          running.jar().version(),
          patience.idle().toSeconds());
    } catch (ExecutionException e) {
      LOG.warn("{} is not taken out cleanly.", running.bundle(), e.getCause());
    }
  }

  /** The house closes. */
  void close() {
    bounded.close();
  }

  /** Gives prepared code a part of the work, or another part. */
  void tryOut(Running running, TrialPlan plan) {
    changes.add(Change.TRIED, plan.cause(), running.jar());
    publications.role(running.bundle(), plan.role());
    LOG.info("{} {} is tried: {}.", running.jar().bundle(), running.jar().version(), plan.cause());
  }

  /** From now on prepared or tried code gets the work, and the old one no new calls. */
  void switchOver(Running old, Running next, String cause) {
    changes.add(Change.REPLACED, cause, next.jar(), old.jar());
    publications.role(next.bundle(), Role.PRIMARY);
    publications.retire(old.bundle());
    LOG.info("{} {} replaces {}.", next.jar().bundle(), next.jar().version(), old.jar().version());
  }

  /** Takes a plugin out after its calls have ended. */
  void takeOut(Running running, String cause) throws InterruptedException {
    drain(running);
    changes.add(Change.REMOVED, cause, running.jar());
    LOG.info("{} {} is removed.", running.jar().bundle(), running.jar().version());
  }

  /**
   * Keeps new calls away, lets those in flight end, cancels those that do not, then takes the code
   * out: whoever was cancelled comes back while his classes can still be loaded.
   */
  void drain(Running old) throws InterruptedException {
    long bundle = old.bundle().getBundleId();
    publications.retire(old.bundle());
    if (!traffic.awaitIdle(bundle, patience.idle())) {
      LOG.warn(
          "{} {} still has {} calls in flight after {} s; they are cancelled.",
          old.jar().bundle(),
          old.jar().version(),
          traffic.inFlight(bundle),
          patience.idle().toSeconds());
      traffic.cancel(bundle);
    }
    publications.withdraw(old.bundle());
    uninstall(old);
    installer.used(old.jar());
  }

  /**
   * One gate, planner or halting policy decides all of a task: there is no part of it to try. And
   * nobody but an expert is asked beside another.
   *
   * @throws BadJar if it cannot be tried so
   */
  void demandTriable(Running running, TrialPlan plan) throws BadJar {
    List<String> kinds = publications.of(running.bundle()).stream().map(Published::kind).toList();
    List<String> whole = kinds.stream().filter(kind -> !CALLED_IN_PARTS.contains(kind)).toList();
    if (kinds.isEmpty() || !whole.isEmpty()) {
      throw new BadJar(
          BadJar.NO_TRIAL,
          "cannot be tried beside another: only experts and verifiers can, and it brings "
              + (kinds.isEmpty() ? "none" : "a " + whole.get(0))
              + ". Maybe install it without --canary or --shadow.");
    }
    if (plan.role().kind() == Role.Kind.SHADOW && kinds.contains("verifier")) {
      throw new BadJar(
          BadJar.NO_TRIAL,
          "cannot be tried as a shadow: only experts are asked beside another, and it brings a"
              + " verifier. Maybe try it with --canary.");
    }
  }

  /**
   * @param goesOn what becomes of the version before, if there is one
   */
  private void warm(Running running, String goesOn) throws BadJar, InterruptedException {
    long experts =
        publications.of(running.bundle()).stream()
            .map(Published::kind)
            .filter("expert"::equals)
            .count();
    Traffic.Warmth warmth =
        traffic.awaitWarm(running.bundle().getBundleId(), (int) experts, patience.warm());
    if (!warmth.ready()) {
      throw new BadJar(
          "not-warm",
          "did not warm up within "
              + patience.warm().toSeconds()
              + " s"
              + goesOn
              + ": "
              + String.join("; ", warmth.troubles()));
    }
  }
}
