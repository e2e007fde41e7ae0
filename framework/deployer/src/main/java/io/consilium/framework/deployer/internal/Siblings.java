package io.consilium.framework.deployer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The jars that lie beside one in its directory: refused themselves, they are in no framework. */
final class Siblings {
  /** Nobody vouches for them: no more is read. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_FILES = 500;

  private final Path jar;

  Siblings(Path jar) {
    this.jar = jar;
  }

  /** Who beside it offers a package, and what to do then; empty if nobody does. */
  String offering(String name, Bundle bundle) {
    for (Path file : files()) {
      Optional<Attributes> manifest = manifest(file);
      if (manifest.isPresent() && paths(manifest.get(), Constants.EXPORT_PACKAGE).contains(name)) {
        return words(file, manifest.get(), bundle);
      }
    }
    return "";
  }

  private static String words(Path file, Attributes manifest, Bundle bundle) {
    Set<String> offered =
        bundle
            .adapt(BundleRevision.class)
            .getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
            .stream()
            .map(offer -> (String) offer.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
            .collect(Collectors.toSet());
    List<String> back =
        paths(manifest, Constants.IMPORT_PACKAGE).stream()
            .filter(offered::contains)
            .sorted()
            .toList();
    return file.getFileName()
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

  private static Optional<Attributes> manifest(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        return Optional.of(new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes());
      }
    } catch (IOException e) {
      // It is no help, whatever else it is.
      return Optional.empty();
    }
  }

  private static Set<String> paths(Attributes manifest, String header) {
    return Clause.all(manifest.getValue(header)).stream()
        .flatMap(clause -> clause.paths().stream())
        .collect(Collectors.toSet());
  }
}
