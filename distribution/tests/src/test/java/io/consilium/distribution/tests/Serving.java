package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import io.consilium.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A host that serves a work directory as a process of its own, with no plugins but those that a
 * test brings; it may end in any way.
 */
final class Serving {
  private final Path directory;
  private final Path work;
  private final Consilium consilium;
  private Running process;

  /** Not started yet. */
  Serving() throws IOException {
    directory = Distribution.workDirectory();
    work = Files.createDirectory(directory.resolve("work"));
    consilium = Consilium.bare(work, directory);
    set("consilium.plugins.poll", "0.05");
  }

  /** A setting of the host; holds from its next start. */
  void set(String key, String value) throws IOException {
    Files.writeString(
        work.resolve("consilium.properties"),
        key + "=" + value + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  void start() throws Exception {
    process = consilium.start("serve");
    Await.until(() -> process.said().contains("Serving"));
  }

  /** As a power cut does. */
  void kill() throws InterruptedException {
    process.process().destroyForcibly().waitFor();
  }

  void stop() throws Exception {
    process.process().destroy();
    Ended ended = process.end();
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  /** Where its commands run. */
  Path directory() {
    return directory;
  }

  Path work() {
    return work;
  }

  Consilium consilium() {
    return consilium;
  }

  /** A command that must end so; no complaint is ever a stack trace. */
  Ended run(int code, String... arguments) throws Exception {
    return ended(code, consilium.run(arguments));
  }

  static Ended ended(int code, Ended ended) {
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
    assertThat(ended.err() + ended.out()).doesNotContain("\tat ");
    return ended;
  }

  /**
   * What the host replies; nothing while it cannot. For waiting, where a process a look is much.
   */
  JsonNode ask(String what) throws IOException {
    JsonNode host = Json.tree(Files.readAllBytes(work.resolve("host.json")));
    Map<String, String> request = Map.of("op", what, "token", host.path("token").asText());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.path("port").asInt())) {
      socket.getOutputStream().write((Json.text(request) + "\n").getBytes(StandardCharsets.UTF_8));
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.lines()
          .map(Serving::json)
          .filter(event -> event.path("event").asText().equals("reply"))
          .map(event -> event.path("value"))
          .findFirst()
          .orElse(MissingNode.getInstance());
    }
  }

  static JsonNode json(String text) {
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }
}
