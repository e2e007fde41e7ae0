package io.consilium.framework.neural.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Graph networks as checkpoints, there and back. */
public final class GraphCheckpoint {
  private static final String KIND = "graph";
  private static final String FIX = "Maybe it is a checkpoint of another kind of network.";

  private GraphCheckpoint() {}

  /** Writes weights with their training record, whole or not at all. */
  public static Checkpoint write(Path file, GraphWeights weights, ObjectNode training)
      throws IOException {
    return Checkpoint.write(file, config(weights.config()), training, tensors(weights));
  }

  /**
   * The weights in a checkpoint.
   *
   * @throws BadCheckpoint if it is none of a graph network, or its tensors do not fit its
   *     configuration
   */
  public static GraphWeights weights(Checkpoint checkpoint) throws BadCheckpoint {
    GraphConfig config = config(checkpoint);
    long held = checkpoint.weightCount();
    if (GraphWeights.count(config) != held) {
      throw new BadCheckpoint(
          checkpoint.source(),
          "It holds "
              + held
              + " weights; its configuration needs "
              + GraphWeights.count(config)
              + ".",
          FIX);
    }
    GraphWeights weights = new GraphWeights(config);
    checkpoint.requireWeights(weights.shapes());
    weights
        .shapes()
        .keySet()
        .forEach(
            name -> {
              float[] values = checkpoint.tensor(name).floats();
              System.arraycopy(values, 0, weights.values(), weights.start(name), values.length);
            });
    return weights;
  }

  private static ObjectNode config(GraphConfig config) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("kind", KIND);
    node.put("width", config.width());
    node.put("message", config.message());
    node.put("hidden", config.hidden());
    node.put("updates", config.updates());
    config.poolings().forEach(node.putArray("poolings")::add);
    return node;
  }

  private static GraphConfig config(Checkpoint checkpoint) throws BadCheckpoint {
    ObjectNode node = checkpoint.config();
    if (!KIND.equals(node.path("kind").asText())) {
      throw new BadCheckpoint(
          checkpoint.source(), "Its kind is (" + node.path("kind").asText() + "), not graph.", FIX);
    }
    List<String> poolings = new ArrayList<>();
    for (JsonNode pooling : node.path("poolings")) {
      poolings.add(pooling.asText());
    }
    if (poolings.isEmpty() || poolings.size() > GraphConfig.MOST_POOLINGS) {
      throw new BadCheckpoint(checkpoint.source(), "It names no poolings, or too many.", FIX);
    }
    return new GraphConfig(
        size(checkpoint, "width"),
        size(checkpoint, "message"),
        size(checkpoint, "hidden"),
        size(checkpoint, "updates"),
        poolings);
  }

  private static int size(Checkpoint checkpoint, String name) throws BadCheckpoint {
    int size = checkpoint.config().path(name).asInt(0);
    if (size < 1 || size > GraphConfig.MOST) {
      throw new BadCheckpoint(
          checkpoint.source(),
          "Its "
              + name
              + " is ("
              + checkpoint.config().path(name)
              + "), not 1 to "
              + GraphConfig.MOST
              + ".",
          FIX);
    }
    return size;
  }

  private static List<Tensor> tensors(GraphWeights weights) {
    List<Tensor> tensors = new ArrayList<>();
    weights
        .shapes()
        .forEach(
            (name, shape) -> {
              int start = weights.start(name);
              int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
              tensors.add(
                  Tensor.of(
                      name, shape, Arrays.copyOfRange(weights.values(), start, start + size)));
            });
    return tensors;
  }
}
