package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.task.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code of the house itself: every bundle of the distribution by digest. Digests are remembered
 * by what a file system says of a file, its time of status change included, since the natives are
 * too large to be read at each start. Bundles that offer plugins are kept in the store as well, as
 * long as the host runs.
 */
final class HouseCode {
  private static final Logger LOG = LoggerFactory.getLogger(HouseCode.class);
  private static final String REFERENCE = "reference:";

  private final Path memory;
  private final JarStore store;

  /**
   * @param memory the file of remembered digests
   */
  HouseCode(Path memory, JarStore store) {
    this.memory = memory;
    this.store = store;
  }

  /** Every bundle that stands in a file outside of the store. */
  List<Code> of(Bundle[] bundles) {
    Map<String, String> known = recall();
    Map<String, String> now = new TreeMap<>();
    List<Code> codes = new ArrayList<>();
    for (Bundle bundle : bundles) {
      Optional<Path> file = file(bundle);
      if (file.isPresent() && !file.get().startsWith(store.directory())) {
        try {
          codes.add(code(bundle, file.get(), known, now));
        } catch (IOException e) {
          LOG.warn("The code of {} cannot be read: {}", bundle, e.toString());
        }
      }
    }
    if (!now.equals(known)) {
      remember(now);
    }
    return codes;
  }

  private Code code(Bundle bundle, Path file, Map<String, String> known, Map<String, String> now)
      throws IOException {
    String stamp =
        file
            + " "
            + Files.size(file)
            + " "
            + Files.getLastModifiedTime(file).toMillis()
            + " "
            + Files.getAttribute(file, "unix:ino")
            + " "
            + Files.getAttribute(file, "unix:ctime");
    String key = Digest.of(stamp.getBytes(StandardCharsets.UTF_8)).hex();
    String digest = known.get(key);
    boolean kept = bundle.getHeaders("").get("Consilium-Module") != null;
    if (digest == null || (kept && !store.has(new Digest(digest)))) {
      Digest found = PluginJarDigest.of(file);
      digest = found.hex();
      if (kept) {
        store.pin(digest);
        store.keep(file, found);
      }
    } else if (kept) {
      store.pin(digest);
      store.used(digest);
    }
    now.put(key, digest);
    return new Code(
        "",
        bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        digest,
        Optional.empty(),
        Map.of());
  }

  private static Optional<Path> file(Bundle bundle) {
    String location = bundle.getLocation();
    String url = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
    try {
      Path path = url.startsWith("file:") ? Path.of(java.net.URI.create(url)) : null;
      return Optional.ofNullable(path).filter(Files::isRegularFile);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> recall() {
    Map<String, String> known = new TreeMap<>();
    try {
      for (String line : Files.exists(memory) ? Files.readAllLines(memory) : List.<String>of()) {
        String[] parts = line.split(" ", 2);
        if (parts.length == 2 && parts[1].length() == 64) {
          known.put(parts[0], parts[1]);
        }
      }
    } catch (IOException e) {
      LOG.debug("No digests are remembered.", e);
    }
    return known;
  }

  private void remember(Map<String, String> now) {
    try {
      Files.createDirectories(memory.getParent());
      Path part = memory.resolveSibling(memory.getFileName() + ".part");
      Files.write(part, now.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
      Files.move(part, memory, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.debug("Digests cannot be remembered.", e);
    }
  }
}
