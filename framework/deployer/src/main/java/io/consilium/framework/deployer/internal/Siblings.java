package io.consilium.framework.deployer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The jars that lie beside one in its directory: refused themselves, they are in no framework. Read
 * once, when first asked for. Used by one thread.
 */
final class Siblings {
  /** Nobody vouches for them: no more is read. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_BYTES_OF_ALL = 8 << 20;
  private static final int MOST_FILES = 500;
  private static final byte[] NOTHING = new byte[0];

  private final Path jar;
  private List<Sibling> read;

  /** What is known of a jar beside: the packages that it offers, and those that it needs. */
  private record Sibling(Path file, Set<String> offers, Set<String> needs) {}

  Siblings(Path jar) {
    this.jar = jar;
  }

  /** Who beside it offers a package, and what to do then; empty if nobody does. */
  String offering(String name, Bundle bundle) {
    if (read == null) {
      read = read();
    }
    for (Sibling one : read) {
      if (one.offers().contains(name)) {
        return words(one, bundle);
      }
    }
    return "";
  }

  /** Each is opened once, however much is missing; no more than so much is kept of all. */
  private List<Sibling> read() {
    List<Sibling> all = new ArrayList<>();
    int bytes = 0;
    for (Path file : files()) {
      byte[] manifest = manifest(file);
      bytes += manifest.length;
      if (bytes > MOST_BYTES_OF_ALL) {
        break;
      }
      sibling(file, manifest).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Sibling> sibling(Path file, byte[] manifest) {
    try {
      Attributes main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
      return Optional.of(
          new Sibling(
              file, paths(main, Constants.EXPORT_PACKAGE), paths(main, Constants.IMPORT_PACKAGE)));
    } catch (IOException e) {
      // It is no help, whatever else it is.
      return Optional.empty();
    }
  }

  private static String words(Sibling sibling, Bundle bundle) {
    Set<String> offered =
        bundle
            .adapt(BundleRevision.class)
            .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
            .stream()
            .map(offer -> (String) offer.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
            .collect(Collectors.toSet());
    List<String> back = sibling.needs().stream().filter(offered::contains).sorted().toList();
    return sibling.file().getFileName()
        + " beside it does, "
        + (back.isEmpty()
            ? "and does not run. Maybe see first why."
            : "and needs "
                + String.join(", ", back)
                + " of it in turn: neither can be first. Maybe put what both need into a third"
                + " bundle that needs neither.");
  }

  private List<Path> files() {
    Path directory = jar.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar") && !file.equals(jar.toAbsolutePath()))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static byte[] manifest(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null) {
        return NOTHING;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readNBytes(MOST_BYTES);
      }
    } catch (IOException | RuntimeException e) {
      // It is no help, whatever else it is.
      return NOTHING;
    }
  }

  private static Set<String> paths(Attributes manifest, String header) {
    return Clause.all(manifest.getValue(header)).stream()
        .flatMap(clause -> clause.paths().stream())
        .collect(Collectors.toSet());
  }
}
