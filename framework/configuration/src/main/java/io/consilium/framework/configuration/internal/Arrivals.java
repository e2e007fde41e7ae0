package io.consilium.framework.configuration.internal;

import io.consilium.api.ledger.LedgerFailure;
import io.consilium.framework.configuration.internal.Preparation.Prepared;
import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.SettingsSource;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a plugin that comes is given. Asked on the threads that start plugins. */
final class Arrivals implements SettingsSource {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final ConfigDirectory directory;
  private final Preparation preparation;
  private final ConfigurationRecords records;
  private final Mirror mirror;
  private final Standings standings;

  Arrivals(
      ConfigDirectory directory,
      Preparation preparation,
      ConfigurationRecords records,
      Mirror mirror,
      Standings standings) {
    this.directory = directory;
    this.preparation = preparation;
    this.records = records;
    this.mirror = mirror;
    this.standings = standings;
  }

  @Override
  public Optional<Configured> of(Bundle bundle) {
    String pid = bundle.getSymbolicName();
    Standing standing = standings.of(pid);
    try {
      ConfigFile file =
          standing.holding().isPresent()
              ? standing.holding().get()
              : directory.parse(pid, standing.file());
      String stamp = preparation.stamp(pid, file);
      standings.tried(pid, stamp);
      Prepared prepared = preparation.prepare(bundle, file);
      Optional<String> revision = prepared.configured().revision();
      if (!revision.equals(standing.revision())) {
        records.ask(pid, standing.revision().orElse(""), revision.orElse(Given.NOTHING));
        records.changed(pid, revision.orElse(Given.NOTHING));
      }
      mirror.show(pid, revision.isPresent(), prepared.values());
      standings.change(pid, now -> now.held(file, revision, stamp));
      standings.serve(bundle);
      return Optional.of(prepared.configured());
    } catch (BadConfiguration | LedgerFailure e) {
      if (others(bundle)) {
        throw new IllegalArgumentException(
            "its configuration does not fit this version: " + e.getMessage(), e);
      }
      List<String> problems = BadConfiguration.problems(e);
      LOG.error("{} offers nothing until it is configured. {}", bundle, String.join(" ", problems));
      standings.change(pid, now -> now.refused(problems, true));
      standings.letWait(bundle);
      return Optional.empty();
    }
  }

  @Override
  public boolean refused(Bundle bundle, String why) {
    String pid = bundle.getSymbolicName();
    if (standings.of(pid).revision().isEmpty() || others(bundle)) {
      return false;
    }
    String problem = bundle + " refuses these settings: " + why;
    standings.change(pid, now -> now.let().refused(List.of(problem), false));
    standings.letWait(bundle);
    return true;
  }

  /** Whether another version of the same plugin is at work. */
  private boolean others(Bundle bundle) {
    return preparation.running(bundle.getSymbolicName()).stream()
        .anyMatch(one -> !one.equals(bundle) && !standings.waits(one));
  }
}
