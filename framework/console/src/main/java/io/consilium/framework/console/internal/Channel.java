package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to one client. {@link #send} never blocks, since tasks call it on their own
 * threads; a thread of the channel's own writes.
 */
final class Channel {
  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
  private static final String END = "";

  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final OutputStream out;
  private final Thread writer;

  Channel(OutputStream out) {
    this.out = out;
    this.writer = new Thread(this::write, "consilium-console-writer");
    writer.setDaemon(true);
    writer.start();
  }

  static ObjectNode event(String name) {
    return JsonNodeFactory.instance.objectNode().put("event", name);
  }

  void send(ObjectNode event) {
    lines.add(event.toString());
  }

  /** Tells of a failure; nothing follows it. */
  void fail(int code, String message) {
    send(event("error").put("code", code).put("message", message));
  }

  /** Waits until everything is written. */
  void finish() throws InterruptedException {
    lines.add(END);
    writer.join();
  }

  private void write() {
    try {
      for (String line = lines.take(); !line.equals(END); line = lines.take()) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      LOG.debug("The client went away.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
