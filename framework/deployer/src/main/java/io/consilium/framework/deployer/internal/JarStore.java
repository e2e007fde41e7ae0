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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps each jar under the SHA-256 of its bytes, so that a bundle's file never changes and recorded
 * code can be had again. A file's time of change is when its code was last in use: records that
 * name it are not younger. Thread-safe between processes by atomic renames.
 */
final class JarStore {
  private static final String JAR = ".jar";

  private final Path directory;

  JarStore(Path directory) {
    this.directory = directory;
  }

  /** A jar that was dropped, and whether records that are still kept may name it. */
  record Dropped(String digest, boolean named) {}

  private record Kept(Path file, String digest, long bytes, Instant used) {}

  Path directory() {
    return directory;
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

  /**
   * Drops what is not installed and was last in use before every record that is still kept; and of
   * the rest that is not installed, the longest unused first, until the budget is met.
   *
   * @param installed digests that are never dropped
   * @param horizon records from before then are not kept any more
   * @param budget bytes
   */
  List<Dropped> clean(Set<String> installed, Instant horizon, long budget) throws IOException {
    List<Dropped> dropped = new ArrayList<>();
    List<Kept> kept = kept();
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    for (Kept one : kept) {
      boolean named = !one.used().isBefore(horizon);
      if (!installed.contains(one.digest()) && (!named || bytes > budget)) {
        Files.deleteIfExists(one.file());
        bytes -= one.bytes();
        dropped.add(new Dropped(one.digest(), named));
      }
    }
    leftovers();
    return dropped;
  }

  /** Longest unused first. */
  private List<Kept> kept() throws IOException {
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

  /** Copies that a crash cut short. */
  private void leftovers() throws IOException {
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
