package io.consilium.distribution.host;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code plugin}: what is plugged in, and what comes and goes. */
@Command(
    name = "plugin",
    description = {
      "Lists, installs, tries, promotes, rolls back, releases, removes, checks and begins plugins; watches their projects.",
      ""
    },
    subcommands = {
      PluginListCommand.class,
      PluginInspectCommand.class,
      PluginInstallCommand.class,
      PluginUpdateCommand.class,
      PluginTurnCommand.Promote.class,
      PluginTurnCommand.Rollback.class,
      PluginReleaseCommand.class,
      PluginRemoveCommand.class,
      PluginCheckCommand.class,
      PluginNewCommand.class,
      PluginPackCommand.class,
      PluginDevCommand.class
    })
final class PluginCommand {
  @ParentCommand private Main main;

  Main main() {
    return main;
  }

  Terminal terminal() {
    return main.terminal();
  }

  WorkDirectory work() {
    return WorkDirectory.open(main.work());
  }

  PluginDirectory directory() {
    return new PluginDirectory(
        work().path().resolve("plugins"), Home.find().directory().resolve("plugins"));
  }
}
