package io.consilium.framework.deployer.internal;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The user's plugin directory, as it is written: jars are set aside and put back, trials read and
 * ended. Each change is one renaming, or one file less: whoever dies between two leaves whole
 * versions. Thread-safe.
 */
final class PluginShelf {
  /** What does not end in {@code .jar} is no plugin to anybody. */
  private static final String ASIDE = ".rolled-back";

  private static final String TRIAL = ".rollout";

  /** Older than any file that may still grow: what is put back is whole. */
  private static final Duration OLD = Duration.ofMinutes(1);

  private final Path directory;
  private final Set<String> aside = ConcurrentHashMap.newKeySet();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  PluginShelf(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Whether a jar stands here, and not where the distribution is. */
  boolean has(PluginJar jar) {
    return directory.equals(jar.file().getParent());
  }

  /** Whether a jar was set aside since the host runs. */
  boolean isAside(PluginJar jar) {
    return aside.contains(jar.digest().hex());
  }

  /** A jar is in use again, unless it has just been set aside. */
  synchronized void isBack(PluginJar jar) {
    if (Files.exists(jar.file())) {
      aside.remove(jar.digest().hex());
    }
  }

  /** Sets a jar aside, beside where it was; nobody looks at it any more, and nothing is lost. */
  synchronized void setAside(PluginJar jar) throws IOException {
    String name = jar.file().getFileName().toString();
    Path to = jar.file().resolveSibling(name + ASIDE);
    if (Files.exists(to)) {
      to = jar.file().resolveSibling(name + "." + jar.digest().hex().substring(0, 12) + ASIDE);
    }
    aside.add(jar.digest().hex());
    try {
      Files.move(jar.file(), to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return; // somebody took it away himself
    }
  }

  /** Puts a version's bytes here, under a name of its own. */
  void putBack(Path bytes, String bundle, String version, String digest) throws IOException {
    String name = encoded(bundle) + "-" + version;
    Path to = directory.resolve(name + ".jar");
    if (Files.exists(to)) {
      to = directory.resolve(name + "-" + digest.substring(0, 12) + ".jar");
    }
    Path part = directory.resolve(to.getFileName() + ".part");
    Files.createDirectories(directory);
    Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(OLD)));
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where a plugin's trial is written. */
  Path trial(String bundle) {
    return directory.resolve(encoded(bundle) + TRIAL);
  }

  void endTrial(String bundle) throws IOException {
    if (Files.deleteIfExists(trial(bundle))) {
      ended.add(bundle);
    }
  }

  /** True once after a trial was ended here, and its file not taken away by somebody else. */
  boolean hasEnded(String bundle) {
    return ended.remove(bundle);
  }

  /** The file of every trial that is written, by symbolic name. */
  Map<String, Path> trials() throws IOException {
    Map<String, Path> trials = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return trials;
    }
    try (Stream<Path> list = Files.list(directory)) {
      for (Path file : list.filter(PluginShelf::isTrial).toList()) {
        String name = file.getFileName().toString();
        trials.put(decoded(name.substring(0, name.length() - TRIAL.length())), file);
      }
    }
    return trials;
  }

  private static boolean isTrial(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(TRIAL) && !name.startsWith(".") && Files.isRegularFile(file);
  }

  /** A symbolic name comes out of a stranger's manifest: it is no path, nor a hidden file. */
  private static String encoded(String bundle) {
    return URLEncoder.encode(bundle, StandardCharsets.UTF_8).replaceFirst("^\\.", "%2E");
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
