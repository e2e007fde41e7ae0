package io.consilium.distribution.host;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code plugin install}. */
@Command(
    name = "install",
    description = {
      "Copies a jar into DIR/plugins; a host that runs takes it at once.",
      "",
      "A jar of the same symbolic name and a higher version replaces the one before, once it is"
          + " warm and healthy. With --canary or --shadow both run, and a rule on verified quality"
          + " promotes the new one or gives it up, as written in",
      "DIR/plugins/NAME.rollout.",
      "",
      "Exit codes: 0 it takes work, its experts warm, or waits for its configuration, or was"
          + " copied where no host runs; 65 it is refused or takes none, with the reason; 64 usage.",
      ""
    })
final class PluginInstallCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;
  @Mixin private PluginInstalling installing;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return installing.install(parent, installing.jar());
  }
}
