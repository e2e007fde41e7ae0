package io.consilium.framework.deployer.internal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which versions of a plugin have served, the last ones: a file for each symbolic name, a line for
 * each change, written whole. Thread-safe.
 */
final class ServedVersions {
  private static final Logger LOG = LoggerFactory.getLogger(ServedVersions.class);
  private static final int MOST = 50;

  private final Path directory;
  private final Clock clock;

  ServedVersions(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * A version that served.
   *
   * @param since when it began to
   */
  record Served(String digest, String version, String since) {}

  /** From now on this one serves. */
  synchronized void serves(PluginJar jar) {
    List<Served> all = new ArrayList<>(of(jar.bundle()));
    String digest = jar.digest().hex();
    if (!all.isEmpty() && all.get(all.size() - 1).digest().equals(digest)) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    all.add(new Served(digest, jar.version().toString(), now.toString()));
    try {
      write(file(jar.bundle()), all.subList(Math.max(0, all.size() - MOST), all.size()));
    } catch (IOException e) {
      LOG.warn("That {} serves cannot be noted for a rollback.", jar.bundle(), e);
    }
  }

  private static void write(Path file, List<Served> all) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(
        part,
        all.stream().map(one -> one.digest() + " " + one.version() + " " + one.since()).toList());
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Who served, the first first; whatever cannot be read counts as nobody. */
  synchronized List<Served> of(String name) {
    List<Served> all = new ArrayList<>();
    Path file = file(name);
    try {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        String[] parts = line.split(" ");
        if (parts.length == 3) {
          all.add(new Served(parts[0], parts[1], parts[2]));
        }
      }
    } catch (IOException e) {
      LOG.warn("Who served as {} cannot be read.", name, e);
    }
    return all;
  }

  /** Whether these bytes have served, as far as it is remembered. */
  boolean knows(PluginJar jar) {
    String digest = jar.digest().hex();
    return of(jar.bundle()).stream().anyMatch(one -> one.digest().equals(digest));
  }

  /** Who served last. */
  Optional<String> last(String name) {
    List<Served> all = of(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1).digest());
  }

  /** A symbolic name comes out of a stranger's manifest: it is no path. */
  private Path file(String name) {
    return directory.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8) + ".served");
  }
}
