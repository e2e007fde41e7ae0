package io.consilium.distribution.benchmarks.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The distribution without our own plugins, native runtimes and networks, so that what is measured
 * is the plugins that a benchmark brings. Linked, not copied.
 */
final class BareHome {
  private BareHome() {}

  /**
   * Makes one in a new directory.
   *
   * @throws IllegalStateException if this process was not started by the script
   */
  static Path in(Path to) throws IOException {
    String named = System.getProperty("consilium.home");
    if (named == null) {
      throw new IllegalStateException(
          "The system property consilium.home is not set. Maybe start with ./consilium bench.");
    }
    Path home = Path.of(named);
    Files.createDirectories(to.resolve("plugins"));
    for (String same : List.of("lib", "etc", "pipelines", "examples")) {
      Files.createSymbolicLink(to.resolve(same), home.resolve(same));
    }
    for (Path level : sorted(home.resolve("bundles"))) {
      Path bundles = Files.createDirectories(to.resolve("bundles").resolve(level.getFileName()));
      for (Path jar : sorted(level)) {
        if (!level.endsWith("20") && !jar.getFileName().toString().contains(".neural-")) {
          Files.createSymbolicLink(bundles.resolve(jar.getFileName()), jar);
        }
      }
    }
    Files.copy(home.resolve("consilium"), to.resolve("consilium"));
    return to;
  }

  /** Whether a bundle of this name is among them. */
  static boolean holds(Path home, String bundle) throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("bundles"))) {
      return all.anyMatch(jar -> jar.getFileName().toString().startsWith(bundle + "-"));
    }
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.sorted().toList();
    }
  }
}
