package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.api.ledger.Code;
import io.consilium.api.task.Digest;
import io.consilium.framework.deployer.Deployer.Turn;
import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.ServedVersions.Served;
import io.consilium.framework.engine.CodeArchive.Missing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;

/**
 * Carries out that a candidate takes over, or that an earlier version comes back: puts it on record
 * and moves files, and the next look makes the host follow. Whoever dies on the way leaves one
 * version or the other, whole. Used by one thread at a time.
 */
final class Steering {
  private final PluginShelf shelf;
  private final JarStore store;
  private final ServedVersions served;
  private final Changes changes;

  Steering(PluginShelf shelf, JarStore store, ServedVersions served, Changes changes) {
    this.shelf = shelf;
    this.store = store;
    this.served = served;
    this.changes = changes;
  }

  /**
   * Ends a trial for the candidate.
   *
   * @throws IllegalArgumentException if there is none that runs; the message is for a person
   */
  Turn promote(Desired desired, Seat seat, String name, String cause) {
    Trial trial = desired.trials().get(name);
    if (trial == null || !seat.tries(trial.jar())) {
      throw new IllegalArgumentException(
          "No version of "
              + name
              + " is tried beside the one that serves. Maybe see: ./consilium plugin inspect "
              + name);
    }
    PluginJar serving = desired.jars().get(name);
    changes.add(Change.PROMOTED, cause, trial.jar(), serving);
    try {
      // Who would win against it goes first: until the file goes the candidate is one, or alone.
      clear(desired, trial.jar(), shelf.has(trial.jar()), serving);
      shelf.endTrial(name);
    } catch (IOException e) {
      throw cannot(e);
    }
    return new Turn(name, trial.jar().version().toString(), trial.jar().digest().hex());
  }

  /**
   * Ends a trial for the version that serves; or where there is none, puts an earlier version back.
   *
   * @param to its version, or the first digits of its digest; empty for the one before
   * @throws IllegalArgumentException if there is none; the message is for a person
   */
  Turn rollBack(Desired desired, Seat seat, String name, Optional<String> to, String cause) {
    PluginJar first = desired.jars().get(name);
    if (first == null) {
      throw new IllegalArgumentException(
          "There is no plugin " + name + ". Maybe see: ./consilium plugin list");
    }
    try {
      Trial trial = desired.trials().get(name);
      if (trial != null && (to.isEmpty() || TrialPlan.names(to.get(), first))) {
        giveUp(desired, trial, first, cause);
        return new Turn(name, first.version().toString(), first.digest().hex());
      }
      if (trial != null && TrialPlan.names(to.get(), trial.jar())) {
        throw new IllegalArgumentException(
            "The version "
                + to.get()
                + " of "
                + name
                + " is the one that is tried. Maybe let it serve: ./consilium plugin promote "
                + name);
      }
      PluginJar target = target(desired, seat, name, to);
      putBack(desired, first, target, cause);
      if (trial != null) {
        giveUp(desired, trial, target, cause);
      }
      return new Turn(name, target.version().toString(), target.digest().hex());
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  private void giveUp(Desired desired, Trial trial, PluginJar serving, String cause)
      throws IOException {
    PluginJar candidate = trial.jar();
    changes.add(Change.ROLLED_BACK, cause, serving, candidate);
    if (!shelf.has(serving) && desired.all(serving.bundle()).stream().noneMatch(shelf::has)) {
      // What ships cannot be set aside: who serves goes where he wins.
      putBack(serving);
    }
    for (PluginJar jar : desired.all(candidate.bundle())) {
      if (jar.digest().equals(candidate.digest()) && shelf.has(jar)) {
        shelf.setAside(jar);
      }
    }
    shelf.endTrial(candidate.bundle());
  }

  private void putBack(Desired desired, PluginJar first, PluginJar target, String cause)
      throws IOException {
    changes.add(Change.ROLLED_BACK, cause, target, first);
    if (!shelf.has(target)) {
      putBack(target);
    }
    clear(desired, target, true, first);
  }

  private void putBack(PluginJar jar) throws IOException {
    shelf.putBack(jar.file(), jar.bundle(), jar.version().toString(), jar.digest().hex());
  }

  /**
   * Sets aside whoever would win against a jar; last who serves, since that is what switches.
   *
   * @param here whether the jar is in the user's directory by now
   */
  private void clear(Desired desired, PluginJar jar, boolean here, PluginJar last)
      throws IOException {
    List<PluginJar> others = new ArrayList<>(desired.all(jar.bundle()));
    others.sort(Comparator.comparing(one -> one.equals(last)));
    for (PluginJar other : others) {
      boolean wins = !here || other.version().compareTo(jar.version()) >= 0;
      if (shelf.has(other) && wins && !other.digest().equals(jar.digest())) {
        shelf.setAside(other);
      }
    }
  }

  private PluginJar target(Desired desired, Seat seat, String name, Optional<String> to) {
    PluginJar first = desired.jars().get(name);
    List<PluginJar> here =
        desired.all(name).stream().filter(jar -> !jar.digest().equals(first.digest())).toList();
    if (to.isPresent()) {
      Optional<PluginJar> named =
          here.stream().filter(jar -> TrialPlan.names(to.get(), jar)).findFirst();
      if (named.isPresent()) {
        return named.get();
      }
    }
    // Where the first choice was refused, who served before it still does.
    Optional<Served> going =
        seat.serving()
            .map(Rollout.Running::jar)
            .filter(jar -> to.isEmpty() && !jar.digest().equals(first.digest()))
            .map(jar -> new Served(jar.digest().hex(), jar.version().toString(), ""));
    Served found = going.or(() -> past(name, first, to)).orElseThrow(() -> nobody(name, to));
    return here.stream()
        .filter(jar -> jar.digest().hex().equals(found.digest()))
        .findFirst()
        .orElseGet(() -> whole(name, found));
  }

  private Optional<Served> past(String name, PluginJar first, Optional<String> to) {
    List<Served> past = to.isPresent() ? served.of(name) : before(name, first);
    return past.stream()
        .filter(one -> !one.digest().equals(first.digest().hex()))
        .filter(one -> to.isEmpty() || TrialPlan.names(to.get(), jar(name, one)))
        .reduce((earlier, later) -> later);
  }

  /** Who served before, without those that were rolled back since. */
  private List<Served> before(String name, PluginJar serving) {
    Deque<Served> line = new ArrayDeque<>();
    for (Served one : served.of(name)) {
      boolean again = line.stream().anyMatch(other -> other.digest().equals(one.digest()));
      while (again && !line.getLast().digest().equals(one.digest())) {
        line.removeLast();
      }
      if (!again) {
        line.addLast(one);
      }
    }
    line.removeIf(one -> one.digest().equals(serving.digest().hex()));
    return List.copyOf(line);
  }

  private PluginJar jar(String name, Served one) {
    return new PluginJar(
        store.file(one.digest()),
        name,
        Version.parseVersion(one.version()),
        new Digest(one.digest()));
  }

  /** The bytes of a version that served, from the store. */
  private PluginJar whole(String name, Served one) {
    try {
      return StoredCode.find(
          store, new Code("", name, one.version(), one.digest(), Optional.empty(), Map.of()));
    } catch (Missing | BadJar e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private IllegalArgumentException nobody(String name, Optional<String> to) {
    List<String> known = served.of(name).stream().map(Served::version).distinct().toList();
    return new IllegalArgumentException(
        to.map(one -> "The version " + one + " of " + name + " has never served here")
                .orElse("No version of " + name + " served before this one")
            + (known.isEmpty() ? "" : " (known: " + String.join(", ", known) + ")")
            + ". Maybe install it: ./consilium plugin install JAR");
  }

  private static IllegalArgumentException cannot(IOException e) {
    return new IllegalArgumentException(
        "The plugin directory cannot be changed (" + e + "). Maybe free some space.", e);
  }
}
