package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.deployer.Inspection;
import io.consilium.framework.deployer.internal.Rollout.Running;
import io.consilium.framework.deployer.internal.TrialRule.Ruling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the plugin directories and makes the host follow. A look is quick: what takes time
 * happens in the {@link Lanes}, one for each symbolic name.
 */
final class WatchingDeployer implements Deployer {
  private static final Logger LOG = LoggerFactory.getLogger(WatchingDeployer.class);
  private static final String ASKED = "asked";

  private final List<PluginFolder> folders;
  private final Trials trials;
  private final Crew crew;
  private final Lanes lanes;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final Map<String, Seat> seats = new ConcurrentHashMap<>();
  private final Set<PluginFolder.Finding> told = new HashSet<>();
  private final Set<Trial> decided = new HashSet<>();
  private volatile Desired desired = Desired.NOTHING;

  /**
   * @param folders most preferred first
   */
  WatchingDeployer(List<PluginFolder> folders, Crew crew, Lanes lanes) {
    this.folders = folders;
    this.trials = new Trials(crew.shelf());
    this.crew = crew;
    this.lanes = lanes;
  }

  @Override
  public List<Plugin> plugins() {
    Map<Path, String> problems = new TreeMap<>();
    trials.problems().forEach((name, what) -> problems.put(crew.shelf().trial(name), what));
    Desired now = desired;
    trials
        .plans()
        .forEach(
            (name, plan) -> {
              if (now.all(name).stream().noneMatch(plan::names)) {
                problems.putIfAbsent(
                    crew.shelf().trial(name),
                    "names a candidate that is not here ("
                        + plan.candidate()
                        + "). Maybe install it, or delete this file.");
              }
            });
    return Listing.of(now, seats, crew.refusals(), problems);
  }

  @Override
  public CompletionStage<Void> settled() {
    return settled.minimalCompletionStage();
  }

  @Override
  public synchronized Turn promote(String name) {
    Turn turn = crew.steering().promote(desired, seat(name), name, ASKED);
    look();
    return turn;
  }

  @Override
  public synchronized Turn rollBack(String name, Optional<String> to) {
    Turn turn = crew.steering().rollBack(desired, seat(name), name, to, ASKED);
    look();
    return turn;
  }

  @Override
  public Optional<Inspection> inspect(String name) {
    Desired now = desired;
    Optional<Inspection.Trial> trial =
        Optional.ofNullable(now.trials().get(name))
            .filter(one -> seat(name).tries(one.jar()))
            .map(one -> crew.comparing().shown(one, now.jars().get(name)));
    return Inspecting.of(name, plugins(), seat(name), crew)
        .map(versions -> new Inspection(name, versions, trial));
  }

  private Seat seat(String name) {
    return seats.getOrDefault(name, new Seat());
  }

  /** Looks once, and has done what is to be done. Nobody sees files while they are moved. */
  synchronized void look() {
    List<List<PluginFolder.Finding>> found = new ArrayList<>();
    try {
      for (PluginFolder folder : folders) {
        found.add(folder.look());
      }
      trials.look();
    } catch (IOException e) {
      LOG.error("A plugin directory cannot be read: {}", e.toString());
      return;
    }
    boolean idle = lanes.idle();
    crew.refusals().look(jars(found), crew.installer().relisted(), idle);
    Desired now = Desired.of(found, trials.plans(), this::held, this::vain);
    desired = now;
    refuse(now);
    boolean begun = false;
    Set<String> names = new TreeSet<>(now.jars().keySet());
    names.addAll(seats.keySet());
    for (String name : names) {
      begun |= begin(now, name);
    }
    decide(now);
    crew.changes().flush();
    if (idle && !begun && stable() && !crew.refusals().waiting()) {
      settled.complete(null);
    }
  }

  /** Who was refused takes nobody down: not after a restart either, when nobody serves yet. */
  private boolean vain(PluginJar jar) {
    return seat(jar.bundle()).empty() && crew.refusals().why(jar).isPresent();
  }

  /** A trial that nobody understands leaves who served, the last time too. */
  private Optional<String> held(String name) {
    if (!trials.unclear(name)) {
      return Optional.empty();
    }
    return seat(name)
        .serving()
        .map(one -> one.jar().digest().hex())
        .or(() -> crew.served().last(name));
  }

  private static Set<PluginJar> jars(List<List<PluginFolder.Finding>> found) {
    return found.stream()
        .flatMap(List::stream)
        .map(PluginFolder.Finding::jar)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private boolean stable() {
    return folders.stream().allMatch(PluginFolder::settled);
  }

  private void refuse(Desired now) {
    told.retainAll(now.bad());
    for (PluginFolder.Finding finding : now.bad()) {
      if (told.add(finding)) {
        LOG.warn("The plugin {} {}", finding.file(), finding.bad().getMessage());
        crew.changes().refusedFile(finding.bad().code());
      }
    }
  }

  private boolean begin(Desired now, String name) {
    Seat seat = seats.computeIfAbsent(name, key -> new Seat());
    if (lanes.busy(name)) {
      return true;
    }
    Optional<PluginJar> jar = Optional.ofNullable(now.jars().get(name));
    Optional<Trial> trial = Optional.ofNullable(now.trials().get(name));
    if (jar.isEmpty() && seat.empty()) {
      seats.remove(name);
      return false;
    }
    if (!crew.following().due(seat, jar, trial) || inDoubt(now, seat, jar, trial, name)) {
      return false;
    }
    return lanes.begin(name, () -> follow(seat, jar, trial, name));
  }

  private void follow(Seat seat, Optional<PluginJar> jar, Optional<Trial> trial, String name) {
    long since = crew.refusals().arrivals();
    try {
      crew.following().follow(seat, jar, trial);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      // One plugin's failure must not end the watch over all others. The framework's resolver
      // turns the interrupt at the bundle's stop into such a failure too.
      LOG.error("The plugin {} cannot be followed.", name, e);
      jar.filter(one -> !seat.serves(one))
          .ifPresent(
              one ->
                  crew.refusals()
                      .failed(
                          one,
                          new PluginJar.BadJar("not-installed", "cannot be brought in: " + e),
                          since));
    }
  }

  /**
   * Garbage where a plugin's jar was is a failed copy, not the wish to remove the plugin; and what
   * is gone may be on its way under another name.
   */
  private boolean inDoubt(
      Desired now, Seat seat, Optional<PluginJar> jar, Optional<Trial> trial, String name) {
    Optional<PluginJar> serving = seat.serving().map(Running::jar);
    boolean lower =
        serving.isPresent()
            && jar.filter(one -> one.version().compareTo(serving.get().version()) >= 0).isEmpty();
    if (lower && serving.filter(one -> overwritten(one, now)).isPresent()) {
      return true;
    }
    if (jar.isEmpty()) {
      return !stable();
    }
    Optional<PluginJar> tried = seat.tried().map(one -> one.running().jar());
    boolean lost = tried.isPresent() && trial.isEmpty() && trials.plans().containsKey(name);
    return lost
        && !seat.tries(jar.get())
        && (!stable() || tried.filter(one -> overwritten(one, now)).isPresent());
  }

  private static boolean overwritten(PluginJar jar, Desired now) {
    return now.bad().stream().anyMatch(bad -> bad.file().equals(jar.file()));
  }

  /** Ends the trials of which enough is known. What cannot be carried out is not tried again. */
  private void decide(Desired now) {
    decided.retainAll(now.trials().values());
    now.trials()
        .forEach(
            (name, trial) -> {
              PluginJar serving = now.jars().get(name);
              Seat seat = seat(name);
              if (seat.tries(trial.jar())
                  && seat.serves(serving)
                  && !lanes.busy(name)
                  && !decided.contains(trial)) {
                decide(now, seat, name, trial);
              }
            });
  }

  private void decide(Desired now, Seat seat, String name, Trial trial) {
    Ruling ruling = crew.comparing().ruling(trial, now.jars().get(name));
    try {
      if (ruling instanceof Ruling.Promote promote) {
        decided.add(trial);
        LOG.info("{} {} is promoted: {}.", name, trial.jar().version(), promote.cause());
        crew.steering().promote(now, seat, name, promote.cause());
      } else if (ruling instanceof Ruling.RollBack back) {
        decided.add(trial);
        LOG.warn("{} {} is rolled back: {}.", name, trial.jar().version(), back.cause());
        crew.steering().rollBack(now, seat, name, Optional.empty(), back.cause());
      }
    } catch (IllegalArgumentException e) {
      LOG.error("The trial of {} cannot be ended: {}", name, e.getMessage());
    }
  }
}
