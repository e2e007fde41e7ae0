package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin}: what is plugged in, and what comes and goes. */
@Command(
    name = "plugin",
    description = {"Lists, installs, removes and begins plugins.", ""},
    subcommands = {
      PluginCommand.ListPlugins.class,
      PluginCommand.Install.class,
      PluginCommand.Remove.class,
      PluginNewCommand.class
    })
final class PluginCommand {
  @ParentCommand private Main main;

  Terminal terminal() {
    return main.terminal();
  }

  private Path directory() {
    return WorkDirectory.open(main.work()).path().resolve("plugins");
  }

  /** {@code plugin list}. */
  @Command(name = "list", description = "Lists jars and the services that they offer.")
  static final class ListPlugins implements Callable<Integer> {
    @ParentCommand private PluginCommand parent;

    @Option(names = "--json", description = "Writes one JSON object to standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      Terminal terminal = parent.main.terminal();
      try (HostAccess access = HostAccess.reach(Home.find(), parent.main.work(), terminal::say)) {
        JsonNode plugins = access.connection().ask(Connection.request("plugins"));
        if (json) {
          terminal.result(plugins.toString());
        } else {
          print(plugins, terminal);
        }
      }
      return 0;
    }

    private static void print(JsonNode plugins, Terminal terminal) {
      for (JsonNode jar : plugins.path("jars")) {
        terminal.result(
            String.format(
                "%-9s %s %s  %.12s  %s",
                jar.path("state").asText(),
                jar.path("bundle").asText("?"),
                jar.path("version").asText(),
                jar.path("digest").asText(),
                jar.path("file").asText()));
        if (!jar.path("message").asText().isEmpty()) {
          terminal.result("          " + jar.path("message").asText());
        }
      }
      terminal.result("");
      for (JsonNode service : plugins.path("services")) {
        String trouble = service.path("trouble").asText();
        terminal.result(
            String.format(
                "%-14s %-28s %-9s %s",
                service.path("kind").asText(),
                service.path("id").asText(),
                service.path("ready").asBoolean() ? "ready" : "not ready",
                trouble.isEmpty() ? service.path("bundle").asText() : trouble));
      }
    }
  }

  /** {@code plugin install}. */
  @Command(
      name = "install",
      description = {
        "Copies a jar into DIR/plugins; a host that runs takes it at once.",
        "",
        "A jar of the same symbolic name and a higher version replaces the one before.",
        ""
      })
  static final class Install implements Callable<Integer> {
    @ParentCommand private PluginCommand parent;

    @Parameters(paramLabel = "JAR", description = "The plugin.")
    private Path jar;

    @Override
    public Integer call() {
      if (!Files.isRegularFile(jar)) {
        throw Complaint.usage("There is no file " + jar + ". Maybe check the path.");
      }
      if (!jar.getFileName().toString().endsWith(".jar")) {
        throw Complaint.usage("A plugin is a jar (" + jar + "). Maybe check the path.");
      }
      refuseGarbage();
      Path target = parent.directory().resolve(jar.getFileName());
      copy(target);
      parent.main.terminal().say("Installed " + target + ". See: consilium plugin list");
      return 0;
    }

    /** Only the rough: what a plugin must hold is the deployer's to say. */
    private void refuseGarbage() {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        if (zip.getEntry("META-INF/MANIFEST.MF") == null) {
          throw Complaint.usage(
              "The file " + jar + " holds no manifest. Maybe build it with bnd-maven-plugin.");
        }
      } catch (IOException e) {
        throw Complaint.usage(
            "The file "
                + jar
                + " is no whole jar ("
                + e.getMessage()
                + "). Maybe copy it again from where it was built.");
      }
    }

    private void copy(Path target) {
      Path part = target.resolveSibling(jar.getFileName() + ".part");
      try {
        Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw Complaint.usage(
            "The plugin cannot be copied to "
                + target
                + " ("
                + e.getMessage()
                + "). Maybe free some space, or name another work directory with --work.");
      }
    }
  }

  /** {@code plugin remove}. */
  @Command(
      name = "remove",
      description = "Deletes a jar from DIR/plugins; its calls in flight end first.")
  static final class Remove implements Callable<Integer> {
    @ParentCommand private PluginCommand parent;

    @Parameters(paramLabel = "NAME", description = "The jar's file name.")
    private String name;

    @Override
    public Integer call() throws IOException {
      Path directory = parent.directory();
      Path target = directory.resolve(name).normalize();
      if (!directory.equals(target.getParent()) || !Files.deleteIfExists(target)) {
        throw Complaint.usage(
            "There is no plugin "
                + name
                + " in "
                + directory
                + ". Maybe see: consilium plugin list");
      }
      parent.main.terminal().say("Removed " + target + ".");
      return 0;
    }
  }
}
