package io.consilium.framework.configuration.internal;

import io.consilium.framework.modules.Configured;
import io.consilium.framework.modules.SettingsSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * The configurations as they are now: what comes is given them, what operators change is followed.
 * Thread-safe but for {@link #look}.
 */
final class LiveConfigurations implements SettingsSource {
  private final Standings standings = new Standings();
  private final ConfigDirectory directory;
  private final Arrivals arrivals;
  private final FileWatch watch;
  private final FileChange changes;

  LiveConfigurations(
      ConfigDirectory directory,
      Preparation preparation,
      ConfigurationRecords records,
      Mirror mirror,
      Changeover changeover,
      Lanes lanes) {
    Adoption adoption = new Adoption(preparation, records, mirror, changeover, standings);
    this.directory = directory;
    this.arrivals = new Arrivals(directory, preparation, records, mirror, standings);
    this.watch = new FileWatch(directory, preparation, records, standings, adoption, lanes);
    this.changes = new FileChange(directory, standings, adoption, lanes);
  }

  /** Takes the files as they are, before any plugin comes. */
  void first() throws IOException {
    directory.first().forEach((pid, text) -> standings.change(pid, now -> now.seen(text)));
  }

  Standing standing(String pid) {
    return standings.of(pid);
  }

  Set<String> pids() {
    return standings.pids();
  }

  @Override
  public Optional<Configured> of(Bundle bundle) {
    return arrivals.of(bundle);
  }

  @Override
  public boolean refused(Bundle bundle, String why) {
    return arrivals.refused(bundle, why);
  }

  /** As {@link FileWatch#look}. */
  void look() {
    watch.look();
  }

  /** As {@link FileChange#change}. */
  void change(String pid, Map<String, List<String>> set, Set<String> unset)
      throws BadConfiguration, IOException, InterruptedException {
    changes.change(pid, set, unset);
  }
}
