package io.consilium.framework.runtimes.tesseract.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes a directory with all it holds, as far as it can. */
record DeleteTree(Path root) implements Runnable {
  @Override
  public void run() {
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Temporary files that stay are the system's to sweep.
      return;
    }
  }
}
