package io.consilium.distribution.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A plugin without Java, as a directory of files.
 *
 * @param manifest what its {@code manifest.txt} says
 */
record PlainPlugin(Path directory, Manifest manifest) {
  static final String FILE = "manifest.txt";
  private static final String BRIDGE = "Consilium-Bridge";

  /** Equal files are to make equal jars, in whatever zone and year. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * Looks into a directory.
   *
   * @throws Complaint if it holds no such plugin; says what is missing
   */
  static PlainPlugin of(Path directory) {
    Path file = directory.resolve(FILE);
    Manifest manifest;
    try {
      String text = "Manifest-Version: 1.0\n" + Files.readString(file).strip() + "\n";
      manifest = new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw Complaint.usage(
          "There is no " + file + ". Maybe begin with ./consilium plugin new python my-plugin.");
    } catch (IOException e) {
      throw Complaint.usage(
          "The manifest of the plugin cannot be read from "
              + file
              + " ("
              + e.getMessage()
              + "). Maybe begin with ./consilium plugin new python my-plugin.");
    }
    PlainPlugin plugin = new PlainPlugin(directory, manifest);
    plugin.value(Constants.BUNDLE_SYMBOLICNAME);
    try {
      Version.parseVersion(plugin.value(Constants.BUNDLE_VERSION));
    } catch (IllegalArgumentException e) {
      throw Complaint.usage(file + " names no version: " + e.getMessage() + ". Maybe use 1.0.0.");
    }
    Path bridge = directory.resolve(plugin.value(BRIDGE));
    if (!Files.isRegularFile(bridge)) {
      throw Complaint.usage(
          "There is no file " + bridge + ", which " + file + " names in " + BRIDGE + ".");
    }
    return plugin;
  }

  private String value(String name) {
    String value = manifest.getMainAttributes().getValue(name);
    if (value == null || value.isBlank()) {
      throw Complaint.usage(
          directory.resolve(FILE) + " has no " + name + ". Maybe add a line " + name + ": ...");
    }
    return value.strip();
  }

  String jarName() {
    return value(Constants.BUNDLE_SYMBOLICNAME) + "-" + value(Constants.BUNDLE_VERSION) + ".jar";
  }

  /** Writes the jar, whole or not at all: somebody may read the one before. */
  void pack(Path jar) throws IOException {
    Path part = jar.resolveSibling(jar.getFileName() + ".part");
    try {
      write(part);
      Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void write(Path jar) throws IOException {
    Attributes main = manifest.getMainAttributes();
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      begin(out, "META-INF/MANIFEST.MF");
      manifest.write(out);
      for (Path file : files(directory)) {
        begin(out, directory.relativize(file).toString());
        Files.copy(file, out);
      }
    }
  }

  private static void begin(ZipOutputStream out, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EPOCH);
    out.putNextEntry(entry);
  }

  /** What is packed, but the manifest. */
  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> packed(directory.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean packed(Path file) {
    for (Path part : file) {
      String name = part.toString();
      if (name.startsWith(".") || name.equals("__pycache__") || name.equals("META-INF")) {
        return false;
      }
    }
    String name = file.getFileName().toString();
    return !file.equals(Path.of(FILE)) && !name.endsWith(".jar") && !name.endsWith(".part");
  }
}
