package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code train} and {@code neural}: run in a Java process of their own, since training wants the
 * full compiler, the vector module and natives that the host must not share.
 */
final class TrainingCommands {
  static final Set<String> NAMES = Set.of("train", "neural");

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final String MAIN = "io.consilium.framework.training.TrainingMain";

  /** What the host has as bundles and training needs as plain jars. */
  private static final List<String> SHARED =
      List.of("io.consilium.framework.neural-", "io.consilium.framework.runtimes.tensor");

  /** The natives' JavaCPP is another one than the host's, and Logback would print. */
  private static final List<String> NOT_ITS = List.of("logback-", "jul-to-slf4j-", "io.consilium.");

  private TrainingCommands() {}

  /** {@code train}. */
  @Command(
      name = "train",
      description = {
        "Trains a network after a recipe, in a directory from which it can go on at any moment.",
        "",
        "Options: see ./consilium train --help"
      })
  static final class Train implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run("train", arguments);
    }
  }

  /** {@code neural}. */
  @Command(
      name = "neural",
      description = {
        "Looks into trained networks, makes puzzles, compares ways to halt.",
        "",
        "Options: see ./consilium neural --help"
      })
  static final class Neural implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run("neural", arguments);
    }
  }

  static int run(String command, List<String> given) throws IOException, InterruptedException {
    Home home = Home.find();
    if (!Files.isDirectory(home.directory().resolve("train"))) {
      throw Complaint.usage("This distribution cannot train. Maybe build it from source.");
    }
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(given);
    Map<String, String> environment =
        Map.of("OMP_NUM_THREADS", threads(given), "OPENBLAS_NUM_THREADS", threads(given));
    List<String> flags = new ArrayList<>(flags(home));
    if (given.contains("--repeatable")) {
      flags.remove(VECTORS);
    }
    return new ChildJava(classPath(home), flags, MAIN, environment).run(arguments);
  }

  /** The natives read their number of threads once, before any option is parsed. */
  private static String threads(List<String> arguments) {
    String next = "1";
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).startsWith("--threads=")) {
        next = arguments.get(i).substring("--threads=".length());
      } else if (arguments.get(i).equals("--threads") && i + 1 < arguments.size()) {
        next = arguments.get(i + 1);
      }
    }
    return next.matches("[1-9][0-9]{0,2}") ? next : "1";
  }

  static List<String> flags(Home home) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                VECTORS,
                "-XX:+UseSerialGC",
                "-Xmx3g",
                "-Djava.awt.headless=true",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dorg.bytedeco.javacpp.logger=slf4j",
                "-Dconsilium.tensor.cache=" + Main.defaultWork().resolve("cache").resolve("tensor"),
                "-Dconsilium.recipes=" + home.directory().resolve("recipes")));
    if (Runtime.version().feature() >= 24) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  static List<Path> classPath(Home home) throws IOException {
    Map<String, Path> jars = new LinkedHashMap<>();
    for (Path jar : jars(home.directory().resolve("train"))) {
      jars.putIfAbsent(jar.getFileName().toString(), jar);
    }
    for (Path jar : jars(home.directory().resolve("lib"))) {
      if (NOT_ITS.stream().noneMatch(jar.getFileName().toString()::startsWith)) {
        jars.putIfAbsent(jar.getFileName().toString(), jar);
      }
    }
    for (Home.Bundled bundle : home.bundles()) {
      if (SHARED.stream().anyMatch(bundle.jar().getFileName().toString()::startsWith)) {
        jars.putIfAbsent(bundle.jar().getFileName().toString(), bundle.jar());
      }
    }
    return List.copyOf(jars.values());
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
