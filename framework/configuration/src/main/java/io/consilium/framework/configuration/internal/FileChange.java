package io.consilium.framework.configuration.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes files as commands ask, and only to what holds. Thread-safe. */
final class FileChange {
  /** No file is as this, so the next look sees a change. */
  private static final String UNKNOWN = "\0";

  private final ConfigDirectory directory;
  private final Standings standings;
  private final Adoption adoption;
  private final Lanes lanes;

  FileChange(ConfigDirectory directory, Standings standings, Adoption adoption, Lanes lanes) {
    this.directory = directory;
    this.standings = standings;
    this.adoption = adoption;
    this.lanes = lanes;
  }

  /**
   * Changes keys of a file and brings it into force.
   *
   * @throws BadConfiguration if it cannot be; file and plugins are as they were then
   */
  void change(String pid, Map<String, List<String>> set, Set<String> unset)
      throws BadConfiguration, IOException, InterruptedException {
    lanes.enter(pid);
    try {
      ConfigFile before = directory.parse(pid);
      ConfigFile file = ConfigEdit.apply(before, set, unset);
      Path part = directory.part(pid, file);
      try {
        adoption.adopt(pid, file.named(file.name() + " as it would be"));
        put(pid, part, before, file);
      } finally {
        Files.deleteIfExists(part);
      }
      standings.change(
          pid, now -> now.seen(directory.settled(pid)).held(file, now.revision(), now.stamp()));
    } finally {
      lanes.leave(pid);
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
        standings.change(pid, now -> now.seen(UNKNOWN));
      }
    }
  }
}
