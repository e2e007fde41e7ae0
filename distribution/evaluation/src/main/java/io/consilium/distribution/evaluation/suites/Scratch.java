package io.consilium.distribution.evaluation.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that goes when it is closed. */
record Scratch(Path path) implements AutoCloseable {
  static Scratch create(String purpose) throws IOException {
    return new Scratch(Files.createTempDirectory("consilium-" + purpose + "-"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
  }
}
