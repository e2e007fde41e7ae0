package io.consilium.distribution.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host that answers as a test tells it. */
final class FakeHost implements TaskRunner {
  /** What is answered to a file. */
  interface Reply {
    JsonNode to(String pipeline, Path file) throws IOException;
  }

  private final Reply reply;
  private final List<String> pipelines = new ArrayList<>();
  private boolean closed;

  FakeHost(Reply reply) {
    this.reply = reply;
  }

  static ObjectNode answered(Map<String, ?> outputs) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("task", "t-1").put("status", "answered");
    ObjectNode values = node.putObject("answer").putObject("outputs");
    outputs.forEach((name, value) -> values.set(name, Json.tree((Object) value)));
    return node;
  }

  @Override
  public synchronized JsonNode run(String pipeline, Path file) throws IOException {
    pipelines.add(pipeline);
    return reply.to(pipeline, file);
  }

  @Override
  public void close() {
    closed = true;
  }

  List<String> pipelines() {
    return pipelines;
  }

  boolean closed() {
    return closed;
  }
}
