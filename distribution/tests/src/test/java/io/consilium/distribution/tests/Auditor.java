package io.consilium.distribution.tests;

import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The auditor's one jar on a machine of its own: in a directory that holds nothing else of ours.
 */
final class Auditor {
  private static final String JAR = "consilium-auditor.jar";

  private final Path directory;

  /**
   * Brings the jar there.
   *
   * @param directory an empty one
   */
  Auditor(Path directory) throws IOException {
    this.directory = directory;
    Files.copy(Path.of(System.getProperty("consilium.auditor")), directory.resolve(JAR));
  }

  Path directory() {
    return directory;
  }

  Ended run(String... arguments) throws Exception {
    return start(arguments).end();
  }

  Running start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR));
    command.addAll(List.of(arguments));
    Path out = Consilium.passing();
    Path err = Consilium.passing();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Running(process, out, err);
  }

  /** Copies a ledger that nobody writes. */
  void bring(Path ledger, String name) throws IOException {
    Path to = directory.resolve(name);
    try (var all = Files.walk(ledger)) {
      for (Path from : (Iterable<Path>) all::iterator) {
        Path copy = to.resolve(ledger.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(from, copy);
        }
      }
    }
  }
}
