package io.consilium.distribution.evaluation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where data sets are on this machine; tests that need one are skipped where it is not. */
public final class DataSets {
  private DataSets() {}

  public static Path need(String name) {
    Path root =
        Optional.ofNullable(System.getenv("CONSILIUM_DATA"))
            .map(Path::of)
            .orElse(Path.of("../../../shared/data"));
    assumeTrue(Files.isDirectory(root.resolve(name)), "no data set " + name + " on this machine");
    return root.resolve(name);
  }
}
