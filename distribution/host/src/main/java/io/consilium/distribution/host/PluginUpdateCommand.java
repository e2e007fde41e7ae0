package io.consilium.distribution.host;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code plugin update}. */
@Command(
    name = "update",
    description = {
      "Installs a jar that is newer than what is there of the same plugin, and nothing else.",
      "",
      "The new version takes over once it is warm and healthy; if it is refused the old one goes"
          + " on. Exit codes as of install.",
      ""
    })
final class PluginUpdateCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;
  @Mixin private PluginInstalling installing;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JarIdentity jar = installing.jar();
    JarIdentity there =
        parent
            .directory()
            .newest(jar.bundle())
            .orElseThrow(
                () ->
                    Complaint.usage(
                        "There is no plugin "
                            + jar.bundle()
                            + " to update. Maybe: ./consilium plugin install "
                            + jar.file()));
    if (jar.version().compareTo(there.version()) <= 0) {
      throw Complaint.usage(
          jar.words()
              + " is not newer than "
              + there.version()
              + " ("
              + there.file()
              + "). Maybe an older version is to come back: ./consilium plugin rollback "
              + jar.bundle());
    }
    return installing.install(parent, jar);
  }
}
