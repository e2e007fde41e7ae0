package io.consilium.distribution.benchmarks.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The socket at which a host takes requests, as its {@code host.json} says. Thread-safe. */
record Door(int port, String token, long pid) {
  /** A host that hangs is one that does not answer. */
  private static final int PATIENCE_MILLIS = 30_000;

  /**
   * What came of one task at the door.
   *
   * @param task its id; empty if none was told
   * @param status answered, best-effort or refused; empty without a result
   * @param text the answer's output {@code text}
   * @param trouble why there is no result
   */
  record Ran(String task, String status, String text, String trouble) {
    boolean answered() {
      return status.equals("answered");
    }
  }

  /** The door of a process; empty while it has none. */
  static Optional<Door> find(Path work, long pid) {
    try {
      JsonNode node = Json.tree(Files.readAllBytes(work.resolve("host.json")));
      Door door =
          new Door(
              node.path("port").asInt(), node.path("token").asText(), node.path("pid").asLong());
      return Optional.of(door).filter(found -> found.pid() == pid);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Asks what has one reply. */
  JsonNode ask(String what) throws IOException {
    JsonNode[] reply = {JsonNodeFactory.instance.nullNode()};
    exchange(
        request(what),
        event -> {
          if (event.path("event").asText().equals("reply")) {
            reply[0] = event.path("value");
          }
        });
    return reply[0];
  }

  /** Runs a pipeline on one file. */
  Ran run(Path pipeline, Path file) {
    ObjectNode request = request("run").put("pipeline", pipeline.toString()).put("pages", false);
    request.withArray("files").add(file.toString());
    Ran[] ran = {new Ran("", "", "", "The host ended without a result.")};
    try {
      exchange(
          request,
          event -> {
            switch (event.path("event").asText()) {
              case "result" -> ran[0] = result(event.path("report"));
              case "error" -> ran[0] = new Ran("", "", "", event.path("message").asText());
              default -> {}
            }
          });
      return ran[0];
    } catch (IOException e) {
      return new Ran("", "", "", e.toString());
    }
  }

  private static Ran result(JsonNode report) {
    JsonNode answer = report.path("answer");
    return new Ran(
        report.path("task").asText(),
        report.path("status").asText(),
        answer.path("outputs").path("text").asText(),
        answer.path("message").asText());
  }

  private static ObjectNode request(String op) {
    return JsonNodeFactory.instance.objectNode().put("op", op);
  }

  private void exchange(ObjectNode request, Consumer<JsonNode> each) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String line = request.put("token", token) + "\n";
      socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String said = in.readLine(); said != null; said = in.readLine()) {
        each.accept(Json.tree(said.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
