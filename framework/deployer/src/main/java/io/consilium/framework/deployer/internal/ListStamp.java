package io.consilium.framework.deployer.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What tells one content of a list from another without reading it. */
final class ListStamp {
  private ListStamp() {}

  /** Of a file, or of a directory and all files in it; empty if there is none. */
  static String of(Path list) {
    if (!Files.exists(list)) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(list, 1)) {
      for (Path file : files.sorted().toList()) {
        all.append(file).append(' ').append(Files.size(file)).append(' ');
        all.append(Files.getLastModifiedTime(file)).append('\n');
      }
      return all.toString();
    } catch (IOException | UncheckedIOException e) {
      return e.toString();
    }
  }
}
