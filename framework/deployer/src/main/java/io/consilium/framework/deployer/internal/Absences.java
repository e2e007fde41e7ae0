package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.Rollout.Running;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells a jar that was taken away from one that is only missed: garbage in its place is a failed
 * copy; what is gone may be on its way under another name, or back in a moment; and who was set
 * aside by ourselves is known to be gone. Used by one thread at a time.
 */
final class Absences {
  private final PluginShelf shelf;
  private final Trials trials;
  private final BooleanSupplier stable;
  private final Doubt<PluginJar> missed;

  /**
   * @param stable whether no file may still grow
   * @param patience how long a file must be missed until it counts as taken away
   */
  Absences(PluginShelf shelf, Trials trials, BooleanSupplier stable, Duration patience) {
    this.shelf = shelf;
    this.trials = trials;
    this.stable = stable;
    this.missed = new Doubt<>(patience);
  }

  /** A look begins. */
  void look() {
    missed.look();
  }

  /** Whether what runs is to go on until more is known. */
  boolean doubtful(
      Desired now, Seat seat, Optional<PluginJar> jar, Optional<Trial> trial, String name) {
    Optional<PluginJar> serving = seat.serving().map(Running::jar);
    if (serving.isPresent()
        && !better(jar, seat, serving.get())
        && maybeThere(serving.get(), now)) {
      return true;
    }
    if (jar.isEmpty()) {
      return !stable.getAsBoolean();
    }
    Optional<PluginJar> tried = seat.tried().map(one -> one.running().jar());
    boolean lost = tried.isPresent() && trial.isEmpty() && trials.plans().containsKey(name);
    return lost
        && !seat.tries(jar.get())
        && (!stable.getAsBoolean() || maybeThere(tried.get(), now));
  }

  /** Whether a jar is a reason by itself for what serves to go. */
  private static boolean better(Optional<PluginJar> jar, Seat seat, PluginJar serving) {
    return jar.filter(one -> !seat.tries(one))
        .filter(one -> one.version().compareTo(serving.version()) >= 0)
        .isPresent();
  }

  private boolean maybeThere(PluginJar jar, Desired now) {
    boolean overwritten = now.bad().stream().anyMatch(bad -> bad.file().equals(jar.file()));
    boolean there =
        now.all(jar.bundle()).stream()
            .anyMatch(one -> one.file().equals(jar.file()) || one.digest().equals(jar.digest()));
    return overwritten || (!there && !shelf.isAside(jar) && missed.about(jar));
  }
}
