package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A plugin's project, built by the Maven on the path.
 *
 * @param directory holds the pom
 */
record MavenProject(Path directory) implements DevProject {
  private static final int MOST = 12;

  /**
   * @throws Complaint if there is no project
   */
  static MavenProject at(Path directory) {
    if (!Files.isRegularFile(directory.resolve("pom.xml"))) {
      throw Complaint.usage(
          "There is no pom.xml in "
              + directory
              + ", nor a manifest.txt. Maybe begin with ./consilium plugin new expert my-fraud.");
    }
    return new MavenProject(directory.toAbsolutePath().normalize());
  }

  /** Compiles, runs the unit tests, and packs. */
  @Override
  public Built build() throws IOException, InterruptedException {
    Path log = Files.createTempFile("consilium-dev", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder("mvn", "-B", "-q", "-Dstyle.color=never", "package")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = start(builder);
      try {
        boolean well = process.waitFor() == 0;
        return new Built(well, well ? List.of() : errors(log));
      } finally {
        process.destroy();
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw Complaint.usage(
          "Maven cannot be started ("
              + e.getMessage()
              + "). Maybe install Maven 3.8 or newer and put mvn on the PATH.");
    }
  }

  private List<String> errors(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("[ERROR] "))
        .map(line -> line.substring("[ERROR] ".length()).replace(directory + "/", "").strip())
        .filter(line -> !line.isEmpty() && !advice(line))
        .distinct()
        .limit(MOST)
        .toList();
  }

  /** What Maven adds to every failure. */
  private static boolean advice(String line) {
    return line.startsWith("-> [Help")
        || line.startsWith("[Help")
        || line.startsWith("To see the full stack")
        || line.startsWith("Re-run Maven")
        || line.startsWith("For more information")
        || line.startsWith("See ")
        || line.startsWith("Please refer to")
        || line.startsWith("Failed to execute goal");
  }

  @Override
  public List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>(List.of(directory.resolve("pom.xml")));
    try (Stream<Path> tree = Files.walk(directory.resolve("src"))) {
      tree.forEach(sources::add);
    }
    return sources;
  }

  @Override
  public boolean testsItself() {
    return true;
  }

  @Override
  public List<String> tested(long sinceMillis) throws IOException {
    KitReport kit = KitReport.read(directory, sinceMillis);
    List<String> lines = new ArrayList<>(List.of(kit.said()));
    kit.broken().forEach(one -> lines.add("  " + one));
    return lines;
  }

  @Override
  public Optional<Path> jar() throws IOException {
    Path target = directory.resolve("target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> list = Files.list(target)) {
      return list.filter(MavenProject::isBundle).max(Comparator.comparing(MavenProject::time));
    }
  }

  private static boolean isBundle(Path file) {
    if (!file.getFileName().toString().endsWith(".jar")) {
      return false;
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.getManifest() != null
          && jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName") != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
