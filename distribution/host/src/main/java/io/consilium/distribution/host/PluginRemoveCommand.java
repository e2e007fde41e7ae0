package io.consilium.distribution.host;

import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin remove}. */
@Command(
    name = "remove",
    description = "Deletes a jar from DIR/plugins; its calls in flight end first.")
final class PluginRemoveCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;

  @Parameters(
      paramLabel = "NAME",
      description = "The jar's file name; or a symbolic name, for all versions of that plugin.")
  private String name;

  @Option(names = "--no-wait", description = "Returns once the file is gone.")
  private boolean unwaited;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PluginDirectory directory = parent.directory();
    List<Path> files = files(directory);
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Optional<Connection> serving = unwaited ? Optional.empty() : HostAccess.serving(parent.work());
    if (serving.isPresent()) {
      for (Path file : files) {
        new PluginArrival(serving.get()).awaitGone(file);
      }
    }
    if (json) {
      List<String> removed = files.stream().map(Path::toString).toList();
      parent.terminal().result(Json.text(Map.of("removed", removed)));
    } else {
      files.forEach(file -> parent.terminal().say("Removed " + file + "."));
    }
    return 0;
  }

  private List<Path> files(PluginDirectory directory) {
    Path file = directory.directory().resolve(name).normalize();
    if (directory.directory().equals(file.getParent()) && Files.isRegularFile(file)) {
      return List.of(file);
    }
    List<Path> ofPlugin =
        directory.jars(name).stream()
            .map(JarIdentity::file)
            .filter(jar -> directory.directory().equals(jar.getParent()))
            .toList();
    if (ofPlugin.isEmpty()) {
      throw Complaint.usage(
          "There is no plugin "
              + name
              + " in "
              + directory.directory()
              + ". Maybe see: ./consilium plugin list");
    }
    Path trial = directory.trial(name);
    return Files.exists(trial)
        ? Stream.concat(ofPlugin.stream(), Stream.of(trial)).toList()
        : ofPlugin;
  }
}
