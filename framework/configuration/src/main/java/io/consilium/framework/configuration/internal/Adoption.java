package io.consilium.framework.configuration.internal;

import io.consilium.framework.configuration.internal.Preparation.Prepared;
import io.consilium.framework.modules.Configured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a file into force: it counts once it is checked, policy allows it, every plugin that has
 * it was made anew with it, and it is on record; until then what was before goes on. Used by one
 * thread at a time for each pid.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  private final Preparation preparation;
  private final ConfigurationRecords records;
  private final Mirror mirror;
  private final Changeover changeover;
  private final Standings standings;

  Adoption(
      Preparation preparation,
      ConfigurationRecords records,
      Mirror mirror,
      Changeover changeover,
      Standings standings) {
    this.preparation = preparation;
    this.records = records;
    this.mirror = mirror;
    this.changeover = changeover;
    this.standings = standings;
  }

  /** Checked and found wanting before anything was made: another look may find it well. */
  static final class Unready extends BadConfiguration {
    private static final long serialVersionUID = 1L;

    Unready(BadConfiguration why) {
      super(why.problems());
    }
  }

  /**
   * Brings a file into force.
   *
   * @throws BadConfiguration if it cannot be; what was before goes on
   */
  void adopt(String pid, ConfigFile file) throws BadConfiguration, InterruptedException {
    List<Bundle> bundles = preparation.running(pid);
    if (bundles.isEmpty()) {
      standings.change(pid, Standing::let);
      mirror.show(pid, false, Map.of());
      return;
    }
    String stamp = preparation.stamp(pid, file);
    standings.tried(pid, stamp);
    Map<Bundle, Configured> settings = new LinkedHashMap<>();
    Map<String, Object> values = new TreeMap<>();
    Optional<String> after = Optional.empty();
    for (Bundle bundle : bundles) {
      Prepared prepared = checked(bundle, file);
      settings.put(bundle, prepared.configured());
      values.putAll(prepared.values());
      after = prepared.configured().revision();
    }
    Standing before = standings.of(pid);
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
      changed.forEach(standings::serve);
      mirror.show(pid, after.isPresent(), values);
    }
    Optional<String> revision = after;
    standings.change(pid, now -> now.held(file, revision, stamp));
  }

  /** Whether somebody came with another configuration while this one was brought in. */
  boolean stale(String pid, List<Bundle> running) {
    Optional<String> revision = standings.of(pid).revision();
    return running.stream()
        .anyMatch(bundle -> standings.waits(bundle) || Preparation.differs(bundle, revision));
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
    } catch (RuntimeException | Error e) {
      change.giveUp();
      throw e;
    }
    change.takeOver();
    LOG.info("{} has the configuration of revision {}.", pid, is);
    return changed;
  }
}
