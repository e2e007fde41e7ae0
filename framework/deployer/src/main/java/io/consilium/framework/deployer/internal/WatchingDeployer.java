package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.deployer.Inspection;
import io.consilium.framework.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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
  private final Absences absences;
  private final TrialEnds ends;
  private Map<String, TrialPlan> planned = Map.of();
  private volatile Desired desired = Desired.NOTHING;

  /**
   * @param folders most preferred first
   * @param doubt how long a file must be missed until it counts as taken away
   */
  WatchingDeployer(List<PluginFolder> folders, Crew crew, Lanes lanes, Duration doubt) {
    this.folders = folders;
    this.trials = new Trials(crew.shelf(), doubt);
    this.absences = new Absences(crew.shelf(), trials, this::stable, doubt);
    this.crew = crew;
    this.lanes = lanes;
    this.ends = new TrialEnds(crew, lanes, this::seat);
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
    for (PluginFolder folder : folders) {
      if (!folder.problem().isEmpty()) {
        problems.put(folder.directory(), folder.problem());
      }
    }
    return Listing.of(now, seats, this::why, problems);
  }

  /** Why a jar is refused; of one that is written anew nobody knows yet. */
  private Optional<String> why(PluginJar jar) {
    return crew.refusals()
        .why(jar)
        .map(Throwable::getMessage)
        .filter(why -> folders.stream().noneMatch(folder -> folder.grows(jar.file())));
  }

  @Override
  public CompletionStage<Void> settled() {
    return settled.minimalCompletionStage();
  }

  @Override
  public Turn promote(String name) {
    Turn turn;
    synchronized (this) {
      lookAtFiles();
      demandDirectory();
      turn = crew.steering().promote(desired, seat(name), name, ASKED);
      lookAtFiles();
    }
    crew.changes().flush();
    return turn;
  }

  @Override
  public Turn rollBack(String name, Optional<String> to) {
    Turn turn;
    synchronized (this) {
      lookAtFiles();
      demandDirectory();
      turn = crew.steering().rollBack(desired, seat(name), name, to, ASKED);
      lookAtFiles();
    }
    crew.changes().flush();
    return turn;
  }

  /** A jar that is put where all others are gone would end them all. */
  private void demandDirectory() {
    String problem = problem();
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(
          "The directory " + crew.shelf().directory() + " " + problem);
    }
  }

  /** What is wrong with the user's directory; empty if nothing is. */
  private String problem() {
    return folders.stream()
        .filter(folder -> folder.directory().equals(crew.shelf().directory()))
        .map(PluginFolder::problem)
        .collect(Collectors.joining());
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

  /** Looks once, and has done what is to be done. */
  void look() {
    if (lookAtFiles()) {
      // The engine may have to read what it remembers first: nobody waits for that with it.
      List<Engine.Trial> known = crew.comparing().known();
      synchronized (this) {
        if (problem().isEmpty()) {
          ends.decide(desired, known);
        }
      }
    }
    crew.changes().flush();
  }

  /**
   * Nobody sees files while they are moved, nor steers by what was seen before they were. True if
   * trials run whose end may be decided.
   */
  private synchronized boolean lookAtFiles() {
    List<List<PluginFolder.Finding>> found = new ArrayList<>();
    for (PluginFolder folder : folders) {
      found.add(folder.look());
      folder.anew().forEach(crew.refusals()::again);
    }
    if (problem().isEmpty()) {
      lookAtTrials();
    }
    absences.look();
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
    if (idle && !begun && stable() && !crew.refusals().waiting()) {
      settled.complete(null);
    }
    return !ends.open(now).isEmpty();
  }

  private void lookAtTrials() {
    try {
      trials.look();
    } catch (IOException | UncheckedIOException e) {
      // What was written before holds; the directory's own trouble is told of it.
      LOG.debug("Trials cannot be read.", e);
    }
    Map<String, TrialPlan> plans = trials.plans();
    Set<String> names = new HashSet<>(planned.keySet());
    names.addAll(plans.keySet());
    for (String name : names) {
      if (!Objects.equals(planned.get(name), plans.get(name))) {
        crew.refusals().replanned(name);
      }
    }
    planned = plans;
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
    if (!crew.following().due(seat, jar, trial) || absences.doubtful(now, seat, jar, trial, name)) {
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
    } catch (RuntimeException | Error e) {
      // One plugin's failure must not end the watch over all others. The framework's resolver
      // turns the interrupt at the bundle's stop into such a failure too.
      LOG.error("The plugin {} cannot be followed.", name, e);
      jar.filter(one -> !seat.serves(one))
          .or(() -> trial.map(Trial::jar).filter(one -> !seat.tries(one)))
          .ifPresent(
              one ->
                  crew.refusals()
                      .failed(
                          one,
                          new PluginJar.BadJar("not-installed", "cannot be brought in: " + e),
                          since));
    }
  }
}
