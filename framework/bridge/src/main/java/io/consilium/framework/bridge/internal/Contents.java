package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.osgi.framework.Bundle;

/** Puts a bundle's files where a process can read them. */
final class Contents {
  private Contents() {}

  /**
   * Writes all files of a bundle into a directory, which is emptied before.
   *
   * @throws IOException if they cannot be written
   */
  static void unpack(Bundle bundle, Path directory) throws IOException {
    if (Files.exists(directory)) {
      Exchange.deleteTree(directory);
    }
    Path root = Files.createDirectories(directory).toRealPath();
    Enumeration<URL> entries = bundle.findEntries("/", "*", true);
    for (URL entry : Collections.list(entries == null ? Collections.emptyEnumeration() : entries)) {
      Path file = root.resolve(entry.getPath().substring(1)).normalize();
      if (!file.startsWith(root)) {
        throw new IOException("An entry of the plugin leads out of it (" + entry.getPath() + ").");
      }
      if (entry.getPath().endsWith("/")) {
        Files.createDirectories(file);
      } else {
        Files.createDirectories(file.getParent());
        try (InputStream in = entry.openStream()) {
          Files.copy(in, file);
        }
      }
    }
  }

  /** Lets a program that the bundle itself brings be run; jars keep no such permission. */
  static void makeRunnable(Path directory, String program) throws IOException {
    Path file = directory.resolve(program).normalize();
    if (program.contains("/") && file.startsWith(directory) && Files.isRegularFile(file)) {
      if (!file.toFile().setExecutable(true, true)) {
        throw new IOException("The program (" + program + ") cannot be made runnable.");
      }
    }
  }
}
