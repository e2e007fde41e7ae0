package io.consilium.distribution.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Java process of its own, with the full compiler, that runs a command in this one's place: it
 * has the same input and output, its exit code counts, and it ends when this process is told to.
 *
 * @param classPath of the command; entries may end in {@code *}
 * @param flags for the Java machine
 * @param main class of the command
 * @param environment added to this process's own
 */
record ChildJava(
    List<Path> classPath, List<String> flags, String main, Map<String, String> environment) {

  int run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    Process child = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child), "end-child"));
    return child.waitFor();
  }

  /** It may have something to save. */
  private static void end(Process child) {
    child.destroy();
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
