package io.consilium.distribution.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin pack}: needs neither a host nor Maven. */
@Command(
    name = "pack",
    description = {
      "Packs a plugin that holds no Java into a jar: all files of its directory, and what its"
          + " manifest.txt says. Hidden files, jars and __pycache__ stay behind. Equal files make"
          + " equal jars.",
      ""
    })
final class PluginPackCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The plugin's project, as of plugin new python. Default: here")
  private Path directory = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write. Default: the plugin's name and version, in DIR")
  private Path out;

  @Override
  public Integer call() {
    PlainPlugin plugin = PlainPlugin.of(directory);
    Path jar = out == null ? directory.resolve(plugin.jarName()) : out;
    try {
      plugin.pack(jar);
    } catch (IOException e) {
      throw Complaint.usage(
          "The plugin cannot be packed into "
              + jar
              + " ("
              + e
              + "). Maybe name another file with --out.");
    }
    parent.terminal().result(jar.toString());
    return 0;
  }
}
