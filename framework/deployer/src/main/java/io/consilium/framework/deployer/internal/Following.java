package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.deployer.internal.Seat.Tried;
import java.util.Optional;

/**
 * Takes what runs of one symbolic name to what should run. Of one name used by one thread at a
 * time.
 */
final class Following {
  private static final String PROMOTED = "promoted";
  private static final String TRIAL_ENDED = "trial-ended";
  private static final String ROLLED_BACK = "rolled-back";

  private final Rollout rollout;
  private final Refusals refusals;
  private final ServedVersions served;
  private final PluginShelf shelf;

  /**
   * @param served told who serves
   * @param shelf knows who was set aside
   */
  Following(Rollout rollout, Refusals refusals, ServedVersions served, PluginShelf shelf) {
    this.rollout = rollout;
    this.refusals = refusals;
    this.served = served;
    this.shelf = shelf;
  }

  /** Whether there is anything to do. */
  boolean due(Seat seat, Optional<PluginJar> jar, Optional<Trial> trial) {
    if (jar.isEmpty()) {
      return !seat.empty();
    }
    boolean served = seat.serves(jar.get()) || refusals.holds(jar.get());
    boolean ended = seat.tried().isPresent() && trial.isEmpty();
    boolean begins = trial.isPresent() && seat.serving().isPresent() && due(seat, trial.get());
    return !served || ended || begins;
  }

  private boolean due(Seat seat, Trial trial) {
    Optional<Tried> now = seat.tried();
    if (now.isPresent() && seat.tries(trial.jar())) {
      return !now.get().plan().equals(trial.plan());
    }
    return now.isPresent() || !refusals.holds(trial.jar());
  }

  /** Does what is to be done. */
  void follow(Seat seat, Optional<PluginJar> jar, Optional<Trial> trial)
      throws InterruptedException {
    if (jar.isEmpty()) {
      endTrial(seat, "file-removed");
      remove(seat);
      return;
    }
    if (seat.tries(jar.get())) {
      promote(seat);
    } else if (seat.tried().isPresent() && trial.filter(one -> seat.tries(one.jar())).isEmpty()) {
      endTrial(seat, TRIAL_ENDED);
    }
    serve(seat, jar.get());
    if (trial.isPresent() && seat.serving().isPresent()) {
      tryOut(seat, trial.get());
    }
  }

  private void remove(Seat seat) throws InterruptedException {
    Optional<Running> now = seat.serving();
    seat.serving(null);
    if (now.isPresent()) {
      rollout.takeOut(now.get(), "file-removed");
    }
  }

  private void endTrial(Seat seat, String cause) throws InterruptedException {
    Optional<Tried> now = seat.tried();
    seat.tried(null);
    if (now.isPresent()) {
      rollout.takeOut(now.get().running(), cause);
    }
  }

  private void promote(Seat seat) throws InterruptedException {
    Running next = seat.tried().orElseThrow().running();
    seat.tried(null);
    change(seat, next, PROMOTED);
  }

  private void serve(Seat seat, PluginJar jar) throws InterruptedException {
    Optional<Running> now = seat.serving();
    if (seat.serves(jar)) {
      // The same bytes, maybe in a file of another name.
      seat.serving(new Running(jar, now.orElseThrow().bundle()));
      return;
    }
    if (refusals.holds(jar)) {
      return;
    }
    long since = refusals.arrivals();
    shelf.isBack(jar);
    try {
      if (now.isEmpty()) {
        seat.serving(rollout.bringIn(jar, served.knows(jar)));
        note(jar);
      } else {
        replace(seat, now.get(), jar);
      }
      refusals.arrived();
    } catch (BadJar e) {
      refusals.failed(jar, e, since);
    }
  }

  private void replace(Seat seat, Running now, PluginJar jar) throws BadJar, InterruptedException {
    boolean back = shelf.isAside(now.jar());
    Running next = rollout.prepare(now, jar, Optional.empty());
    if (shelf.isAside(jar)) {
      // Rolled back while it was made ready: it does not serve for a moment either.
      rollout.takeOut(next, ROLLED_BACK);
      return;
    }
    change(seat, next, back ? ROLLED_BACK : Rollout.DROPPED);
  }

  private void change(Seat seat, Running next, String cause) throws InterruptedException {
    Running old = seat.serving().orElseThrow();
    rollout.switchOver(old, next, cause);
    seat.serving(next);
    note(next.jar());
    rollout.drain(old);
  }

  private void note(PluginJar jar) {
    served.serves(jar);
    shelf.isBack(jar);
  }

  private void tryOut(Seat seat, Trial trial) throws InterruptedException {
    long since = refusals.arrivals();
    try {
      if (seat.tries(trial.jar())) {
        goOn(seat, trial);
      } else if (!refusals.holds(trial.jar())) {
        begin(seat, trial);
        refusals.arrived();
      }
    } catch (BadJar e) {
      endTrial(seat, TRIAL_ENDED);
      refusals.failed(trial.jar(), e, since);
    }
  }

  /** Maybe in another part, or in a file of another name. */
  private void goOn(Seat seat, Trial trial) throws BadJar {
    Tried now = seat.tried().orElseThrow();
    if (!now.plan().role().equals(trial.plan().role())) {
      rollout.demandTriable(now.running(), trial.plan());
      rollout.tryOut(now.running(), trial.plan());
    }
    seat.tried(new Tried(new Running(trial.jar(), now.running().bundle()), trial.plan()));
  }

  private void begin(Seat seat, Trial trial) throws BadJar, InterruptedException {
    Running serving = seat.serving().orElseThrow();
    shelf.isBack(trial.jar());
    Running next = rollout.prepare(serving, trial.jar(), Optional.of(trial.plan()));
    if (shelf.isAside(trial.jar())) {
      rollout.takeOut(next, ROLLED_BACK);
      return;
    }
    rollout.tryOut(next, trial.plan());
    seat.tried(new Tried(next, trial.plan()));
  }
}
