package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code bench}: measures in a Java process of its own, with the full compiler, what the house
 * costs. Its arguments go to that process as they are.
 */
@Command(
    name = "bench",
    description = {
      "Measures what the house itself costs, each figure beside a bare alternative.",
      "",
      "Suites: loop, gate, ledger, crash, swap, plugins, hostile, neural. Options: see ./consilium"
          + " bench loop --help,",
      "./consilium bench neural --help"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.consilium.distribution.benchmarks.BenchCommand";

  private static final String NEURAL_MAIN =
      "io.consilium.distribution.benchmarks.neural.NeuralBenchCommand";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return run(Home.find(), arguments);
  }

  static int run(Home home, List<String> arguments) throws IOException, InterruptedException {
    if (!Files.isDirectory(home.directory().resolve("bench"))) {
      throw Complaint.usage("This distribution holds no benchmarks. Maybe build it from source.");
    }
    if (!arguments.isEmpty() && arguments.get(0).equals("neural")) {
      return neural(home, arguments.subList(1, arguments.size()));
    }
    List<String> flags = List.of("-Dconsilium.home=" + home.directory());
    return new ChildJava(classPath(home), flags, MAIN, Map.of()).run(arguments);
  }

  /** Networks are measured as they are trained: with the same jars, flags and threads. */
  private static int neural(Home home, List<String> arguments)
      throws IOException, InterruptedException {
    List<Path> classPath = new ArrayList<>(TrainingCommands.classPath(home));
    classPath.add(home.directory().resolve("bench").resolve("*"));
    List<String> flags = new ArrayList<>(TrainingCommands.flags(home));
    flags.add("-Dconsilium.home=" + home.directory());
    Map<String, String> environment = Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");
    return new ChildJava(classPath, flags, NEURAL_MAIN, environment).run(arguments);
  }

  private static List<Path> classPath(Home home) throws IOException {
    try (Stream<Path> levels = Files.list(home.directory().resolve("bundles"))) {
      return Stream.concat(
              Stream.of("bench", "lib").map(home.directory()::resolve), levels.sorted())
          .map(directory -> directory.resolve("*"))
          .toList();
    }
  }
}
