package io.consilium.framework.bridge;

import io.consilium.api.host.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a child process.
 *
 * @param plugin whose process it is, for people
 * @param host version of the host, told to the guest
 * @param command program and arguments; a program without a slash is looked up in the host's PATH
 * @param environment what the process finds there besides PATH, HOME and TMPDIR
 * @param directory where it works
 * @param exchanges a directory of the host's, in which each process gets one to exchange contents
 * @param settings told to the guest
 * @param limits how long and how much it may
 * @param epitaph says why a process ended
 */
public record ChildSpec(
    String plugin,
    String host,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path exchanges,
    Settings settings,
    Limits limits,
    Epitaph epitaph) {
  public ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException(
          "The command of " + plugin + " is empty. Maybe write command: [python3, expert.py].");
    }
  }

  /** One of which there is no more to know than how its process ended. */
  public ChildSpec(
      String plugin,
      String host,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path exchanges,
      Settings settings,
      Limits limits) {
    this(plugin, host, command, environment, directory, exchanges, settings, limits, Epitaph.NONE);
  }
}
