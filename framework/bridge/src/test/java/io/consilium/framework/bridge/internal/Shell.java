package io.consilium.framework.bridge.internal;

import io.consilium.api.host.Settings;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.framework.bridge.ChildSpec;
import io.consilium.framework.bridge.Epitaph;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guest in a few lines of sh(1), which can do everything wrong that a process can. */
final class Shell {
  /** Says what it offers, becomes warm, and does in {@code solve} what a test says. */
  private static final String GUEST =
      """
      solved() { echo '{"type":"solved","id":"'$1'","confidence":1,"outputs":{"text":{"media":"text/plain","base64":"'$2'"}}}'; }
      failed() { echo '{"type":"failed","id":"'$1'","code":"cancelled","message":"Cancelled."}'; }
      warmed() { echo '{"type":"warmed","id":"'$1'"}'; }
      %s
      read -r hello
      exchange=${hello#*\\"exchange\\":\\"}; exchange=${exchange%%%%\\"*}
      echo '{"type":"ready","protocol":"consilium-bridge/1","experts":[{"id":"test.shell","description":"Tests.","concurrency":2,"effect":"PURE","capabilities":[{"name":"test.it","inputs":{"text":"text/plain"},"outputs":{"text":"text/plain"}}]}]}'
      while read -r line; do
        id=${line#*\\"id\\":\\"}; id=${id%%%%\\"*}
        case "$line" in
          *'"type":"warm"'*) warm $id ;;
          *'"type":"solve"'*) solve $id ;;
          *'"type":"cancel"'*) cancel $id ;;
          *'"type":"bye"'*) bye ;;
        esac
      done
      bye
      """;

  static final Limits QUICK =
      Limits.DEFAULT.with(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          3);

  private Shell() {}

  /**
   * Starts a guest.
   *
   * @param functions of sh: {@code solve id}, and {@code warm id}, {@code cancel id}, {@code bye}
   *     where they matter
   */
  static BridgedPlugin start(Path work, String functions, Limits limits, Map<String, String> more)
      throws BridgeFailure, InterruptedException {
    return command(work, limits, more, script(functions));
  }

  private static String[] script(String functions) {
    String all = "cancel() { failed $1; }\nbye() { exit 0; }\nwarm() { warmed $1; }\n" + functions;
    return new String[] {"sh", "-c", GUEST.formatted(all)};
  }

  /** A guest of which is known what it offers, or is to. */
  static BridgedPlugin declared(Path work, String functions, Message.Ready offer)
      throws BridgeFailure, InterruptedException {
    return BridgedPlugin.child(spec(work, QUICK, Map.of(), script(functions)), Optional.of(offer));
  }

  /** A guest of whose end somebody else has to say why. */
  static BridgedPlugin start(Path work, String functions, Epitaph epitaph)
      throws BridgeFailure, InterruptedException {
    ChildSpec spec = spec(work, QUICK, Map.of(), script(functions));
    return BridgedPlugin.child(
        new ChildSpec(
            spec.plugin(),
            spec.host(),
            spec.command(),
            spec.environment(),
            spec.directory(),
            spec.exchanges(),
            spec.settings(),
            spec.limits(),
            epitaph),
        Optional.empty());
  }

  static ChildLink link(Path work, String functions) {
    return new ChildLink(spec(work, QUICK, Map.of(), script(functions)), Optional.empty());
  }

  static BridgedPlugin start(Path work, String functions)
      throws BridgeFailure, InterruptedException {
    return start(work, functions, QUICK, Map.of());
  }

  static BridgedPlugin command(
      Path work, Limits limits, Map<String, String> environment, String... command)
      throws BridgeFailure, InterruptedException {
    return BridgedPlugin.child(spec(work, limits, environment, command), Optional.empty());
  }

  private static ChildSpec spec(
      Path work, Limits limits, Map<String, String> environment, String... command) {
    return new ChildSpec(
        "test.plugin 1.0.0",
        "0",
        List.of(command),
        environment,
        work,
        work.resolve("exchange"),
        Settings.EMPTY,
        limits);
  }
}
