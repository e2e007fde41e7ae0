package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps each jar under the SHA-256 of its bytes, so that a bundle's file never changes and recorded
 * code can be had again. A file's time of change is when its code was last in use. Thread-safe, and
 * between processes by atomic renames.
 */
final class JarStore {
  private static final String JAR = ".jar";

  private final Path directory;
  private final Map<String, Integer> pins = new HashMap<>();

  JarStore(Path directory) {
    this.directory = directory;
  }

  /** A jar in the store; {@code used} is when its code was last in use. */
  record Kept(Path file, String digest, long bytes, Instant used) {}

  Path directory() {
    return directory;
  }

  /** From now on these bytes are in use and not dropped; as often as said, so often unpinned. */
  synchronized void pin(String digest) {
    pins.merge(digest, 1, Integer::sum);
  }

  synchronized void unpin(String digest) {
    pins.computeIfPresent(digest, (same, count) -> count == 1 ? null : count - 1);
  }

  synchronized Set<String> pinned() {
    return Set.copyOf(pins.keySet());
  }

  /** True if these bytes were kept before, and so were whole. */
  boolean has(Digest digest) {
    return Files.exists(file(digest.hex()));
  }

  /** Where the jar's bytes stand from now on. A file that is not what its name says is replaced. */
  Path keep(PluginJar jar) throws IOException {
    return keep(jar.file(), jar.digest());
  }

  /**
   * @param digest of the file, just taken
   */
  Path keep(Path source, Digest digest) throws IOException {
    Path kept = file(digest.hex());
    if (Files.exists(kept) && Files.mismatch(kept, source) < 0) {
      used(digest.hex());
      return kept;
    }
    Files.createDirectories(directory);
    Path part = Files.createTempFile(directory, digest.hex(), JAR + ".part");
    try {
      Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
      if (!PluginJarDigest.of(part).equals(digest)) {
        throw new IOException("The file changed while it was read (" + source + ").");
      }
      Files.setLastModifiedTime(part, FileTime.from(Instant.now()));
      return Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Where a digest's bytes are, or would be. */
  Path file(String digest) {
    return directory.resolve(digest + JAR);
  }

  /** Notes that code is in use, or was until now. */
  void used(String digest) throws IOException {
    Path kept = file(digest);
    if (Files.exists(kept)) {
      Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
    }
  }

  /** Drops a jar, unless it came into use since it was listed. */
  synchronized boolean drop(Kept one) throws IOException {
    boolean same =
        Files.exists(one.file())
            && Files.getLastModifiedTime(one.file()).toInstant().equals(one.used());
    return same && !pins.containsKey(one.digest()) && Files.deleteIfExists(one.file());
  }

  /** All jars, the longest unused first. */
  List<Kept> kept() throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (Path file : files(JAR)) {
      String name = file.getFileName().toString();
      kept.add(
          new Kept(
              file,
              name.substring(0, name.length() - JAR.length()),
              Files.size(file),
              Files.getLastModifiedTime(file).toInstant()));
    }
    kept.sort(Comparator.comparing(Kept::used));
    return kept;
  }

  /** Removes copies that a crash cut short. */
  void removeLeftovers() throws IOException {
    Instant dead = Instant.now().minus(Duration.ofDays(1));
    for (Path file : files(".part")) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(dead)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> files(String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(directory)) {
      return list.filter(file -> file.getFileName().toString().endsWith(suffix)).toList();
    }
  }
}
