package io.consilium.framework.training.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.Carry;
import io.consilium.framework.neural.checkpoint.Dtype;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The file that training goes on from: the state of the weights, the carry, the position. */
final class TokenState {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenState() {}

  /** What was read. */
  record Saved(Map<String, Tensor> tensors, Carry carry, ObjectNode position) {}

  static void write(
      Path file, List<Tensor> weights, Carry carry, ObjectNode position, ObjectNode config)
      throws IOException {
    List<Tensor> tensors = new ArrayList<>(weights);
    tensors.add(Tensor.of("carry.high", new int[] {carry.high().length}, carry.high()));
    tensors.add(Tensor.of("carry.low", new int[] {carry.low().length}, carry.low()));
    int[] halted = new int[carry.halted().length];
    for (int b = 0; b < halted.length; b++) {
      halted[b] = carry.halted()[b] ? 1 : 0;
    }
    tensors.add(ints("carry.steps", carry.steps()));
    tensors.add(ints("carry.halted", halted));
    tensors.add(ints("carry.inputs", carry.data().inputs()));
    tensors.add(ints("carry.labels", carry.data().labels()));
    tensors.add(ints("carry.puzzles", carry.data().puzzles()));
    Safetensors.write(
        file, Map.of("position", position.toString(), "config", config.toString()), tensors);
  }

  /**
   * Reads it back.
   *
   * @throws IOException if the file is damaged, or of another network
   */
  static Saved read(Path file, ObjectNode config) throws IOException {
    Safetensors saved = Safetensors.read(file);
    String of = saved.metadata().getOrDefault("config", "");
    if (!of.equals(config.toString())) {
      throw new IOException(
          "The run in ("
              + file.getParent()
              + ") is of another network: ("
              + of
              + ") where the recipe says ("
              + config
              + "). Maybe put its recipe back, or give another --out.");
    }
    Map<String, Tensor> tensors = saved.tensors();
    int[] flags = tensors.get("carry.halted").ints();
    boolean[] halted = new boolean[flags.length];
    for (int b = 0; b < halted.length; b++) {
      halted[b] = flags[b] != 0;
    }
    Batch data =
        new Batch(
            halted.length,
            tensors.get("carry.inputs").ints(),
            tensors.get("carry.labels").ints(),
            tensors.get("carry.puzzles").ints());
    Carry carry =
        new Carry(
            tensors.get("carry.high").floats(),
            tensors.get("carry.low").floats(),
            tensors.get("carry.steps").ints(),
            halted,
            data);
    return new Saved(tensors, carry, (ObjectNode) JSON.readTree(saved.metadata().get("position")));
  }

  private static Tensor ints(String name, int[] values) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asIntBuffer().put(values);
    return new Tensor(name, Dtype.I32, new int[] {values.length}, data);
  }
}
