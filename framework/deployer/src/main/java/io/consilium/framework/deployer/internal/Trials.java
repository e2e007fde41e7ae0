package io.consilium.framework.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trials as they are written in the plugin directory. A file with a mistake changes nothing:
 * what it said before goes on. Looked at by one thread, read by any.
 */
final class Trials {
  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

  private static final long MOST_BYTES = 1 << 16;

  private final PluginShelf shelf;
  private final Doubt<String> doubt;
  private volatile Map<String, Written> written = Map.of();

  private record Written(byte[] bytes, Optional<TrialPlan> plan, String problem) {}

  /**
   * @param patience how long a file must be missed until its trial has ended: an editor may put
   *     another in its place
   */
  Trials(PluginShelf shelf, Duration patience) {
    this.shelf = shelf;
    this.doubt = new Doubt<>(patience);
  }

  void look() throws IOException {
    Map<String, Written> now = new TreeMap<>();
    doubt.look();
    for (Map.Entry<String, Path> file : shelf.trials().entrySet()) {
      try {
        now.put(file.getKey(), read(file.getKey(), bytes(file.getValue())));
      } catch (NoSuchFileException e) {
        continue; // ended since it was listed
      } catch (IOException e) {
        // One file that cannot be read must not end the watch over all plugins.
        now.put(file.getKey(), unread(file.getKey(), e));
      }
    }
    written.forEach(
        (name, one) -> {
          if (!now.containsKey(name) && !shelf.hasEnded(name) && doubt.about(name)) {
            now.put(name, one);
          }
        });
    written = now;
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it is larger than " + MOST_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }

  private Written unread(String name, IOException why) {
    Optional<TrialPlan> last = last(name);
    String problem = "cannot be read (" + why + "). Maybe look at who may read it.";
    return new Written(new byte[0], last, problem);
  }

  private Optional<TrialPlan> last(String name) {
    return Optional.ofNullable(written.get(name)).flatMap(Written::plan);
  }

  private Written read(String name, byte[] bytes) {
    Written before = written.get(name);
    if (before != null && Arrays.equals(before.bytes(), bytes)) {
      return before;
    }
    try {
      return new Written(bytes, Optional.of(TrialFile.parse(bytes)), "");
    } catch (TrialFile.Mistaken e) {
      LOG.warn("The trial {} is not understood: {}", shelf.trial(name), e.getMessage());
      return new Written(bytes, last(name), e.getMessage());
    }
  }

  /** By symbolic name. */
  Map<String, TrialPlan> plans() {
    Map<String, TrialPlan> plans = new HashMap<>();
    written.forEach((name, one) -> one.plan().ifPresent(plan -> plans.put(name, plan)));
    return plans;
  }

  /** True if something is written of a plugin, and nobody knows what it means. */
  boolean unclear(String name) {
    Written one = written.get(name);
    return one != null && one.plan().isEmpty();
  }

  /** What is wrong with files, by symbolic name, for a person. */
  Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    written.forEach(
        (name, one) -> {
          if (!one.problem().isEmpty()) {
            problems.put(name, one.problem());
          }
        });
    return problems;
  }
}
