package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One directory of jars, looked at again and again. A file counts when two looks find it the same,
 * or when it was last written well before; until then what is known of it stays as it was. A
 * directory that is gone, cannot be read or holds nothing at all any more is one that was unmounted
 * or moved: what it held stays known until a jar is there again. Used by one thread.
 */
final class PluginFolder {
  /** A broken jar may be one that is still being copied: it is refused after this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String WAY_OUT =
      ": what it held goes on. Maybe mount it or put it back; to end what it held, start the host"
          + " again.";

  /** Of a file that cannot be looked at: it is read, and refused. */
  private static final Stamp UNREADABLE = new Stamp(-1, Instant.EPOCH, "");

  private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);

  private final Path directory;
  private final Predicate<Digest> known;
  private final Clock clock;
  private final Map<Path, Seen> seen = new TreeMap<>();
  private boolean settled;
  private final List<PluginJar> anew = new ArrayList<>();
  private volatile Set<Path> growing = Set.of();
  private boolean away;

  /** Something besides jars, such as who served: whoever removes jars leaves it. */
  private boolean holdsMore;

  private boolean heldMore;
  private Object key;
  private volatile String problem = "";

  PluginFolder(Path directory, Predicate<Digest> known, Clock clock) {
    this.directory = directory;
    this.known = known;
    this.clock = clock;
  }

  /** What tells one content of a file from another without reading it. */
  private record Stamp(long size, Instant modified, Object key) {}

  /** A file as last found; {@code finding} is what its last stable content was. */
  private record Seen(Stamp stamp, Instant since, boolean examined, Finding finding) {}

  /** What a file is: a jar, or why not. */
  record Finding(Path file, PluginJar jar, PluginJar.BadJar bad) {}

  /** Looks; returns every file that is known to be something, by name. */
  List<Finding> look() {
    anew.clear();
    try {
      Map<Path, Stamp> now = stamps();
      String lost = now.isEmpty() && !seen.isEmpty() ? lost() : "";
      tell(lost);
      away = !lost.isEmpty();
      if (away) {
        settled = true;
      } else {
        follow(now);
      }
    } catch (IOException | UncheckedIOException e) {
      tell("cannot be read (" + e + "). Maybe look at who may read it.");
    }
    return seen.values().stream().map(Seen::finding).filter(Objects::nonNull).toList();
  }

  private void follow(Map<Path, Stamp> now) throws IOException {
    seen.keySet().retainAll(now.keySet());
    key = now.isEmpty() ? null : key();
    heldMore = holdsMore;
    Set<Path> waiting = new HashSet<>();
    for (Map.Entry<Path, Stamp> file : now.entrySet()) {
      Seen next = next(file.getKey(), file.getValue(), seen.get(file.getKey()));
      seen.put(file.getKey(), next);
      if (!next.examined()) {
        waiting.add(file.getKey());
      }
    }
    growing = Set.copyOf(waiting);
    settled = waiting.isEmpty();
  }

  /** How the directory went with all its jars; empty if they alone were taken away. */
  private String lost() throws IOException {
    if (!Files.isDirectory(directory)) {
      return "is gone" + WAY_OUT;
    }
    boolean swept = away || !Objects.equals(key, key()) || (heldMore && !holdsMore);
    return swept ? "holds nothing any more" + WAY_OUT : "";
  }

  private Object key() throws IOException {
    return Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
  }

  private void tell(String now) {
    if (!now.isEmpty() && !now.equals(problem)) {
      LOG.error("The directory {} {}", directory, now);
    } else if (now.isEmpty() && !problem.isEmpty()) {
      LOG.info("The directory {} is there again.", directory);
    }
    problem = now;
  }

  /** Jars that the last look found written anew, with the bytes that they had. */
  List<PluginJar> anew() {
    return List.copyOf(anew);
  }

  /** Whether a file was written lately, and is not looked into yet. */
  boolean grows(Path file) {
    return growing.contains(file);
  }

  Path directory() {
    return directory;
  }

  /** What is wrong with the directory itself, for a person; empty if nothing is. */
  String problem() {
    return problem;
  }

  /** True if no file was waiting to become stable at the last look. */
  boolean settled() {
    return settled;
  }

  private Seen next(Path file, Stamp stamp, Seen before) {
    Instant now = clock.instant();
    boolean same = before != null && before.stamp().equals(stamp);
    if (same && before.examined()) {
      return before;
    }
    Instant since = same ? before.since() : now;
    Finding last = before == null ? null : before.finding();
    boolean old = stamp.modified().plus(PATIENCE).isBefore(now);
    if (!same && !old) {
      return new Seen(stamp, since, false, last);
    }
    try {
      Finding found = new Finding(file, PluginJar.read(file, known), null);
      if (last != null && found.jar().equals(last.jar())) {
        anew.add(found.jar());
      }
      return new Seen(stamp, since, true, found);
    } catch (PluginJar.BadJar e) {
      boolean mayGrow = !old && now.isBefore(since.plus(PATIENCE));
      return mayGrow
          ? new Seen(stamp, since, false, last)
          : new Seen(stamp, since, true, new Finding(file, null, e));
    }
  }

  private Map<Path, Stamp> stamps() throws IOException {
    Map<Path, Stamp> stamps = new HashMap<>();
    if (!Files.isDirectory(directory)) {
      return stamps;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> list = Files.list(directory)) {
      Map<Boolean, List<Path>> all = list.collect(Collectors.partitioningBy(PluginFolder::named));
      files.addAll(all.get(true));
      holdsMore = !all.get(false).isEmpty();
    }
    for (Path file : files) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (found.isRegularFile()) {
          Instant modified = found.lastModifiedTime().toInstant();
          stamps.put(file, new Stamp(found.size(), modified, found.fileKey()));
        }
      } catch (NoSuchFileException e) {
        continue; // removed since it was listed
      } catch (IOException e) {
        // One link that leads in a circle must not end the watch over all others.
        Seen before = seen.get(file);
        stamps.put(file, before == null ? UNREADABLE : before.stamp());
      }
    }
    return stamps;
  }

  private static boolean named(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith(".");
  }
}
