package io.consilium.framework.isolation.internal.child;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Lines;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The host's side, by hand: says lines, and reads what the child answers. */
final class FakeHost implements AutoCloseable {
  static final int INLINE = 64;
  private static final int LINE = 20_000;
  private static final int PIPE = 1 << 20;

  private final PipedOutputStream toChild = new PipedOutputStream();
  private final Lines fromChild;
  private final CompletableFuture<Void> served = new CompletableFuture<>();
  private final Thread thread;
  final Exchange exchange;

  FakeHost(Path directory, Offered.Source source) throws IOException {
    exchange = Exchange.create(directory);
    PipedInputStream childIn = new PipedInputStream(toChild, PIPE);
    PipedOutputStream childOut = new PipedOutputStream();
    fromChild = new Lines(new PipedInputStream(childOut, PIPE), PIPE);
    thread =
        new Thread(
            () -> {
              try {
                Serving.serve(childIn, childOut, source);
                served.complete(null);
              } catch (Exception e) {
                served.completeExceptionally(e);
              }
            });
    thread.start();
  }

  /** Says hello, and reads what is offered. */
  Message.Ready greet(Settings settings) throws IOException {
    hello(settings);
    return (Message.Ready) hear();
  }

  void hello(Settings settings) throws IOException {
    String directory = exchange.directory().toString();
    say(new Message.Hello(Message.PROTOCOL, "1.0.0", directory, INLINE, LINE, settings));
  }

  void say(Message message) throws IOException {
    toChild.write(Message.line(message));
    toChild.write('\n');
    toChild.flush();
  }

  Message hear() throws IOException {
    return Message.read(fromChild.next());
  }

  /** A call of an expert with one text. */
  Message.Solve solve(String id, String plugin, String text) throws IOException {
    Artifact artifact =
        new JsonArtifacts().of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    Payload payload = exchange.give(artifact, id, INLINE);
    return new Message.Solve(
        id,
        plugin,
        "test.echo",
        "Echo",
        Map.of("text", List.of(payload)),
        Settings.EMPTY,
        7,
        1,
        60_000,
        Position.HOST);
  }

  String text(Message.Solved solved) throws IOException {
    Artifact artifact = exchange.take(solved.outputs().get("text"), PIPE);
    return new String(new JsonArtifacts().bytes(artifact, PIPE), StandardCharsets.UTF_8);
  }

  /** Done when the child has ended its serving; failed if it gave up. */
  CompletableFuture<Void> served() {
    return served;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    toChild.close();
    thread.join();
  }
}
