package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A plugin's project, as {@code plugin dev} needs it. */
sealed interface DevProject permits MavenProject, PlainProject {
  /**
   * What a directory holds.
   *
   * @throws Complaint if it holds no project
   */
  static DevProject at(Path directory) {
    boolean plain =
        Files.isRegularFile(directory.resolve("manifest.txt"))
            && !Files.isRegularFile(directory.resolve("pom.xml"));
    return plain
        ? new PlainProject(directory.toAbsolutePath().normalize())
        : MavenProject.at(directory);
  }

  /**
   * How a build went.
   *
   * @param errors what was complained of; empty if it went well
   */
  record Built(boolean well, List<String> errors) {}

  Path directory();

  /** Makes the jar anew. */
  Built build() throws IOException, InterruptedException;

  /** The bundle that the last build made; empty if there is none. */
  Optional<Path> jar() throws IOException;

  /** Every file that a save may change. */
  List<Path> sources() throws IOException;

  /** Whether its build holds it against the rules. */
  boolean testsItself();

  /** What the unit tests of a build said in words, and then what broke, a line each. */
  List<String> tested(long sinceMillis) throws IOException;
}
