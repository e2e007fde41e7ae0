package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the distribution stands.
 *
 * @param directory holds {@code lib}, {@code bundles}, {@code plugins}, {@code pipelines}, {@code
 *     etc}
 */
record Home(Path directory) {
  /** The system property that names it. */
  static final String PROPERTY = "consilium.home";

  /** A bundle of the framework and its start level: the number of the directory it stands in. */
  record Bundled(Path jar, int startLevel) {}

  /** The distribution that this class was loaded from. */
  static Home find() {
    String named = System.getProperty(PROPERTY);
    if (named == null) {
      throw Complaint.fault(
          "The system property "
              + PROPERTY
              + " is not set. Maybe start with the script consilium, which sets it.");
    }
    return new Home(Path.of(named).toAbsolutePath().normalize());
  }

  Path configuration() {
    return directory.resolve("etc").resolve("consilium.properties");
  }

  /** The one list of bundles and start levels, in the order of both. */
  List<Bundled> bundles() throws IOException {
    List<Bundled> bundles = new ArrayList<>();
    for (Path level : sorted(directory.resolve("bundles"))) {
      int number = Integer.parseInt(level.getFileName().toString());
      for (Path jar : sorted(level)) {
        bundles.add(new Bundled(jar, number));
      }
    }
    return bundles;
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.sorted().toList();
    }
  }
}
