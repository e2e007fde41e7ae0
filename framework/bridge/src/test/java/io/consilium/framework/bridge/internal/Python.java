package io.consilium.framework.bridge.internal;

import io.consilium.api.host.Settings;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.framework.bridge.ChildSpec;
import io.consilium.framework.bridge.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Guests in Python, where there is one. */
final class Python {
  /** Where the helper is found, and the example. */
  static final Path EXAMPLE = Path.of("examples", "python");

  private Python() {}

  static boolean isHere() {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static BridgedPlugin start(Path work, Map<String, Object> settings, String... arguments)
      throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("python3", "-B"));
    command.addAll(List.of(arguments));
    return BridgedPlugin.child(
        new ChildSpec(
            "python-example",
            "test",
            command,
            Map.of(),
            EXAMPLE,
            work,
            new Settings(settings),
            Limits.DEFAULT),
        Optional.empty());
  }
}
