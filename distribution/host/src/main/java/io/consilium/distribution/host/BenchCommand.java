package io.consilium.distribution.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      "Suites: loop, gate, ledger, crash. Options: see consilium bench loop --help"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.consilium.distribution.benchmarks.BenchCommand";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return run(Home.find(), arguments);
  }

  static int run(Home home, List<String> arguments) throws IOException, InterruptedException {
    if (!Files.isDirectory(home.directory().resolve("bench"))) {
      throw Complaint.usage("This distribution holds no benchmarks. Maybe build it from source.");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(home), MAIN));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static String classPath(Home home) throws IOException {
    try (Stream<Path> levels = Files.list(home.directory().resolve("bundles"))) {
      return Stream.concat(
              Stream.of("bench", "lib").map(home.directory()::resolve), levels.sorted())
          .map(directory -> directory.resolve("*").toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
