package io.consilium.distribution.host;

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

/**
 * Where a host listens, as its {@code host.json} says.
 *
 * @param mode {@code serve} if anybody may hand tasks to it
 */
record Connection(int port, String token, String mode, long pid) {

  /** What the directory's file says; empty if there is none. The host may be dead all the same. */
  static Optional<Connection> find(Path work) {
    Path file = work.resolve("host.json");
    try {
      JsonNode node = Json.tree(Files.readAllBytes(file));
      return Optional.of(
          new Connection(
              node.path("port").asInt(),
              node.path("token").asText(),
              node.path("mode").asText(),
              node.path("pid").asLong()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** True if the host answers and knows its token. */
  boolean alive() {
    try {
      return ask(request("status")).hasNonNull("pid");
    } catch (IOException | Complaint e) {
      return false;
    }
  }

  static ObjectNode request(String op) {
    return JsonNodeFactory.instance.objectNode().put("op", op);
  }

  /**
   * Asks a question that has one reply.
   *
   * @throws Complaint if the host answers with an error
   */
  JsonNode ask(ObjectNode request) throws IOException {
    JsonNode[] reply = {JsonNodeFactory.instance.nullNode()};
    try (Exchange exchange = begin(request)) {
      exchange.read(
          event -> {
            if (event.path("event").asText().equals("reply")) {
              reply[0] = event.path("value");
            }
          });
    }
    return reply[0];
  }

  /** Sends a request whose events are to be read. */
  Exchange begin(ObjectNode request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    Exchange exchange = new Exchange(socket);
    exchange.send(request.put("token", token));
    return exchange;
  }

  /** One request and its events. */
  static final class Exchange implements AutoCloseable {
    private final Socket socket;

    private Exchange(Socket socket) {
      this.socket = socket;
    }

    private void send(ObjectNode line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** Asks that what runs be cancelled; its events still come. */
    void cancel() throws IOException {
      send(request("cancel"));
    }

    /**
     * Reads events until there are no more.
     *
     * @throws Complaint at an error event
     */
    void read(Consumer<JsonNode> each) throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode event = Json.tree(line.getBytes(StandardCharsets.UTF_8));
        if (event.path("event").asText().equals("error")) {
          throw new Complaint(event.path("code").asInt(), event.path("message").asText());
        }
        each.accept(event);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
