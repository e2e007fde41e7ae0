package io.consilium.framework.configuration.internal;

import io.consilium.api.ledger.LedgerFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what operators do with the files. One thread looks. */
final class FileWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  private final ConfigDirectory directory;
  private final Preparation preparation;
  private final ConfigurationRecords records;
  private final Standings standings;
  private final Adoption adoption;
  private final Lanes lanes;

  /** As the last look found them; a secret that is being written is not the same at the next. */
  private final Map<String, String> stamps = new HashMap<>();

  FileWatch(
      ConfigDirectory directory,
      Preparation preparation,
      ConfigurationRecords records,
      Standings standings,
      Adoption adoption,
      Lanes lanes) {
    this.directory = directory;
    this.preparation = preparation;
    this.records = records;
    this.standings = standings;
    this.adoption = adoption;
    this.lanes = lanes;
  }

  /** Looks at the files and has followed what changed; waits for none of it. */
  void look() {
    try {
      records.flush();
      Set<String> pids = new HashSet<>(directory.look().keySet());
      pids.addAll(standings.pids());
      for (String pid : pids) {
        lanes.offer(pid, () -> due(pid), () -> follow(pid));
      }
    } catch (IOException e) {
      LOG.error("The configurations cannot be read, those before go on: {}", e.toString());
    } catch (LedgerFailure e) {
      LOG.error("A change of configuration is not on record yet: {}", e.getMessage());
    }
  }

  private boolean due(String pid) {
    Standing before = standings.of(pid);
    List<Bundle> running = preparation.running(pid);
    boolean changed = !directory.settled(pid).equals(before.file());
    boolean behind =
        rotated(pid, before) || before.problems().isEmpty() && adoption.stale(pid, running);
    boolean gone = before.holding().isPresent() && running.isEmpty();
    return changed || before.mendable() || behind || gone;
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
      String last = refused ? standings.lastTried(pid, stamp) : standing.stamp();
      return stamp.equals(stamps.put(pid, stamp)) && !stamp.equals(last);
    } catch (BadConfiguration e) {
      // Another secret does not mend what cannot be read.
      return false;
    }
  }

  private void follow(String pid) {
    Standing before = standings.of(pid);
    List<Bundle> running = preparation.running(pid);
    String text = directory.settled(pid);
    standings.change(pid, now -> now.seen(text));
    try {
      Optional<String> reserved = text.isEmpty() ? Optional.empty() : preparation.reserved(pid);
      if (reserved.isPresent()) {
        throw new BadConfiguration(directory.name(pid) + ": " + reserved.get());
      }
      adoption.adopt(pid, directory.parse(pid, text));
    } catch (BadConfiguration | LedgerFailure e) {
      boolean again =
          e instanceof Adoption.Unready
              || e instanceof LedgerFailure
              || !running.equals(preparation.running(pid));
      refuse(pid, before, BadConfiguration.problems(e), again);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // One plugin's failure must not end the watch over all others.
      LOG.error("The configuration of {} cannot be brought in.", pid, e);
      String problem =
          directory.name(pid) + " cannot be brought in (" + e + "). Maybe see the log.";
      refuse(pid, before, List.of(problem), false);
    }
  }

  private void refuse(String pid, Standing before, List<String> problems, boolean again) {
    standings.change(pid, now -> now.refused(problems, again));
    if (!problems.equals(before.problems())) {
      LOG.error("The configuration before goes on. {}", String.join(" ", problems));
    }
  }
}
