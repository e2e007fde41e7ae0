package io.consilium.distribution.benchmarks.neural;

import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.graph.GraphCheckpoint;
import io.consilium.framework.neural.graph.GraphConfig;
import io.consilium.framework.neural.graph.GraphWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The graph network that ships, or one of its size.
 *
 * @param name says which, in tables
 */
record ShippedGraph(GraphWeights weights, String name) {
  private static final String PLANNER = "io.consilium.framework.planners.hrm-";
  private static final GraphConfig SIZE =
      new GraphConfig(
          64, 32, 96, 6, List.of("cell", "row", "column", "box", "row_in_box", "column_in_box"));

  /**
   * @param file a checkpoint; null for the one inside the planner's bundle
   */
  static ShippedGraph find(Path file) throws IOException {
    if (file != null) {
      return new ShippedGraph(GraphCheckpoint.weights(Checkpoint.read(file)), "graph, given");
    }
    Optional<Path> bundle = bundle();
    if (bundle.isPresent()) {
      try (JarFile jar = new JarFile(bundle.get().toFile())) {
        Optional<JarEntry> entry =
            jar.stream().filter(each -> each.getName().endsWith(".safetensors")).findFirst();
        if (entry.isPresent()) {
          try (InputStream stream = jar.getInputStream(entry.get())) {
            Checkpoint checkpoint = Checkpoint.read(stream, entry.get().getName());
            return new ShippedGraph(GraphCheckpoint.weights(checkpoint), "graph, shipped");
          }
        }
      }
    }
    return new ShippedGraph(
        GraphWeights.random(SIZE, new SplittableRandom(1)), "graph 64/32/96, random");
  }

  private static Optional<Path> bundle() throws IOException {
    String home = System.getProperty("consilium.home");
    if (home == null || !Files.isDirectory(Path.of(home, "plugins"))) {
      return Optional.empty();
    }
    try (Stream<Path> jars = Files.list(Path.of(home, "plugins"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(PLANNER)).findFirst();
    }
  }
}
