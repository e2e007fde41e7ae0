package io.consilium.framework.configuration.internal;

import io.consilium.api.ledger.LedgerFailure;
import io.consilium.framework.configuration.internal.Preparation.Prepared;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configurations as they are now. A change counts once it is checked, policy allows it, every
 * plugin that has it was made anew with it, and it is on record; until then what was before goes
 * on. Plugins ask from the threads that start them; changes are made one at a time.
 */
final class LiveConfigurations implements SettingsSource {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConfigurations.class);

  /** No file is as this, so the next look sees a change. */
  private static final String UNKNOWN = "\0";

  private final ConfigDirectory directory;
  private final Preparation preparation;
  private final ConfigurationRecords records;
  private final Mirror mirror;
  private final Changeover changeover;
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
  private final ReentrantLock turn = new ReentrantLock();

  /** With what secrets a configuration was last tried, and held or not. */
  private final Map<String, String> tried = new ConcurrentHashMap<>();

  /** As the last look found them; a secret that is being written is not the same at the next. */
  private final Map<String, String> stamps = new HashMap<>();

  LiveConfigurations(
      ConfigDirectory directory,
      Preparation preparation,
      ConfigurationRecords records,
      Mirror mirror,
      Changeover changeover) {
    this.directory = directory;
    this.preparation = preparation;
    this.records = records;
    this.mirror = mirror;
    this.changeover = changeover;
  }

  /** Takes the files as they are, before any plugin comes. */
  void first() throws IOException {
    directory.first().forEach((pid, text) -> standings.put(pid, Standing.NONE.seen(text)));
  }

  Standing standing(String pid) {
    return standings.getOrDefault(pid, Standing.NONE);
  }

  Set<String> pids() {
    return Set.copyOf(standings.keySet());
  }

  @Override
  public Optional<Configured> of(Bundle bundle) {
    String pid = bundle.getSymbolicName();
    Standing standing = standing(pid);
    try {
      ConfigFile file =
          standing.holding().isPresent()
              ? standing.holding().get()
              : directory.parse(pid, standing.file());
      String stamp = preparation.stamp(pid, file);
      tried.put(pid, stamp);
      Prepared prepared = preparation.prepare(bundle, file);
      Optional<String> revision = prepared.configured().revision();
      if (!revision.equals(standing.revision())) {
        records.ask(pid, standing.revision().orElse(""), revision.orElse(Given.NOTHING));
        records.changed(pid, revision.orElse(Given.NOTHING));
      }
      mirror.show(pid, revision.isPresent(), prepared.values());
      standings.compute(pid, (key, now) -> orNone(now).held(file, revision, stamp));
      waiting.remove(bundle.getBundleId());
      return Optional.of(prepared.configured());
    } catch (BadConfiguration | LedgerFailure e) {
      if (others(bundle)) {
        throw new IllegalArgumentException(
            "its configuration does not fit this version: " + e.getMessage(), e);
      }
      List<String> problems = problems(e);
      LOG.error("{} offers nothing until it is configured. {}", bundle, String.join(" ", problems));
      standings.compute(pid, (key, now) -> orNone(now).refused(problems, true));
      waiting.add(bundle.getBundleId());
      return Optional.empty();
    }
  }

  @Override
  public boolean refused(Bundle bundle, String why) {
    String pid = bundle.getSymbolicName();
    if (standing(pid).revision().isEmpty() || others(bundle)) {
      return false;
    }
    String problem = bundle + " refuses these settings: " + why;
    standings.compute(pid, (key, now) -> orNone(now).let().refused(List.of(problem), false));
    waiting.add(bundle.getBundleId());
    return true;
  }

  /** Whether another version of the same plugin is at work. */
  private boolean others(Bundle bundle) {
    return preparation.running(bundle.getSymbolicName()).stream()
        .anyMatch(one -> !one.equals(bundle) && !waits(one));
  }

  private boolean waits(Bundle bundle) {
    return waiting.contains(bundle.getBundleId());
  }

  private static Standing orNone(Standing standing) {
    return standing == null ? Standing.NONE : standing;
  }

  /** Looks at the files and follows what changed. */
  void look() throws InterruptedException {
    turn.lockInterruptibly();
    try {
      records.flush();
      Map<String, String> found = directory.look();
      Set<String> pids = new HashSet<>(found.keySet());
      pids.addAll(standings.keySet());
      for (String pid : pids) {
        look(pid, found.getOrDefault(pid, ""));
      }
    } catch (IOException e) {
      LOG.error("The configurations cannot be read, those before go on: {}", e.toString());
    } catch (LedgerFailure e) {
      LOG.error("A change of configuration is not on record yet: {}", e.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private void look(String pid, String text) throws InterruptedException {
    Standing before = standing(pid);
    List<Bundle> running = preparation.running(pid);
    boolean changed = !text.equals(before.file());
    boolean behind = rotated(pid, before) || before.problems().isEmpty() && stale(pid, running);
    boolean gone = before.holding().isPresent() && running.isEmpty();
    if (!changed && !before.mendable() && !behind && !gone) {
      return;
    }
    standings.compute(pid, (key, now) -> orNone(now).seen(text));
    try {
      Optional<String> reserved = text.isEmpty() ? Optional.empty() : preparation.reserved(pid);
      if (reserved.isPresent()) {
        throw new BadConfiguration(directory.name(pid) + ": " + reserved.get());
      }
      follow(pid, directory.parse(pid, text));
    } catch (BadConfiguration | LedgerFailure e) {
      List<String> problems = problems(e);
      boolean told = problems.equals(before.problems());
      boolean again =
          e instanceof Unready
              || e instanceof LedgerFailure
              || !running.equals(preparation.running(pid));
      standings.compute(pid, (key, now) -> orNone(now).refused(problems, again));
      if (!told) {
        LOG.error("The configuration before goes on. {}", String.join(" ", problems));
      }
    }
  }

  /**
   * Whether a secret is another behind its reference, and has been for two looks: other than what
   * holds was made with, or than what was refused.
   */
  private boolean rotated(String pid, Standing standing) {
    boolean refused = !standing.problems().isEmpty();
    if (!refused && standing.holding().isEmpty()) {
      return false;
    }
    try {
      ConfigFile file =
          refused ? directory.parse(pid, standing.file()) : standing.holding().orElseThrow();
      String stamp = preparation.stamp(pid, file);
      String last = refused ? tried.getOrDefault(pid, stamp) : standing.stamp();
      return stamp.equals(stamps.put(pid, stamp)) && !stamp.equals(last);
    } catch (BadConfiguration e) {
      // Another secret does not mend what cannot be read.
      return false;
    }
  }

  private static List<String> problems(Exception failure) {
    return failure instanceof BadConfiguration bad ? bad.problems() : List.of(failure.getMessage());
  }

  /** Checked and found wanting before anything was made: another look may find it well. */
  private static final class Unready extends BadConfiguration {
    private static final long serialVersionUID = 1L;

    Unready(BadConfiguration why) {
      super(why.problems());
    }
  }

  /**
   * Brings a file into force. To be called in turn.
   *
   * @throws BadConfiguration if it cannot be; what was before goes on
   */
  private void follow(String pid, ConfigFile file) throws BadConfiguration, InterruptedException {
    List<Bundle> bundles = preparation.running(pid);
    if (bundles.isEmpty()) {
      standings.compute(pid, (key, now) -> orNone(now).let());
      mirror.show(pid, false, Map.of());
      return;
    }
    String stamp = preparation.stamp(pid, file);
    tried.put(pid, stamp);
    Map<Bundle, Configured> settings = new LinkedHashMap<>();
    Map<String, Object> values = new TreeMap<>();
    Optional<String> after = Optional.empty();
    for (Bundle bundle : bundles) {
      Prepared prepared = checked(bundle, file);
      settings.put(bundle, prepared.configured());
      values.putAll(prepared.values());
      after = prepared.configured().revision();
    }
    Standing before = standing(pid);
    boolean same =
        before.holding().isPresent()
            && after.equals(before.revision())
            && stamp.equals(before.stamp());
    if (!same || stale(pid, bundles)) {
      Set<Bundle> changed = change(pid, before.revision(), after, settings);
      if (changed.isEmpty()) {
        // Whoever waits is not tracked yet, or is being taken out; the next look finds how it is.
        return;
      }
      changed.forEach(bundle -> waiting.remove(bundle.getBundleId()));
      mirror.show(pid, after.isPresent(), values);
    }
    Optional<String> revision = after;
    standings.compute(pid, (key, now) -> orNone(now).held(file, revision, stamp));
  }

  /** Whether somebody came with another configuration while this one was brought in. */
  private boolean stale(String pid, List<Bundle> running) {
    Optional<String> revision = standing(pid).revision();
    return running.stream()
        .anyMatch(bundle -> waits(bundle) || Preparation.differs(bundle, revision));
  }

  private Prepared checked(Bundle bundle, ConfigFile file) throws Unready {
    try {
      return preparation.prepare(bundle, file);
    } catch (BadConfiguration e) {
      throw new Unready(e);
    }
  }

  /** Returns whose plugins have the new settings. */
  private Set<Bundle> change(
      String pid, Optional<String> before, Optional<String> after, Map<Bundle, Configured> settings)
      throws BadConfiguration, InterruptedException {
    String was = before.orElse("");
    String is = after.orElse(Given.NOTHING);
    records.ask(pid, was, is);
    Changeover.Change change = changeover.prepare(before, settings);
    Set<Bundle> changed = change.bundles();
    if (changed.isEmpty()) {
      return changed;
    }
    change.warm();
    try {
      records.changed(pid, is);
    } catch (LedgerFailure e) {
      change.giveUp();
      throw e;
    }
    change.takeOver();
    LOG.info("{} has the configuration of revision {}.", pid, is);
    return changed;
  }

  /**
   * Changes keys of a file and brings it into force.
   *
   * @throws BadConfiguration if it cannot be; file and plugins are as they were then
   */
  void change(String pid, Map<String, List<String>> set, Set<String> unset)
      throws BadConfiguration, IOException, InterruptedException {
    turn.lockInterruptibly();
    try {
      ConfigFile before = directory.parse(pid);
      ConfigFile file = ConfigEdit.apply(before, set, unset);
      Path part = directory.part(pid, file);
      try {
        follow(pid, file.named(file.name() + " as it would be"));
        put(pid, part, before, file);
      } finally {
        Files.deleteIfExists(part);
      }
      standings.compute(
          pid,
          (key, now) ->
              orNone(now)
                  .seen(directory.settled(pid))
                  .held(file, orNone(now).revision(), orNone(now).stamp()));
    } finally {
      turn.unlock();
    }
  }

  /** If it cannot be put in place, the next look brings in what stands there instead. */
  private void put(String pid, Path part, ConfigFile before, ConfigFile file)
      throws BadConfiguration, IOException {
    boolean put = false;
    try {
      if (!directory.parse(pid).text().equals(before.text())) {
        throw new BadConfiguration(
            file.name()
                + " was changed by somebody else meanwhile. Maybe look at it, and set again.");
      }
      directory.put(pid, part, file);
      put = true;
    } finally {
      if (!put) {
        standings.compute(pid, (key, now) -> orNone(now).seen(UNKNOWN));
      }
    }
  }
}
