package io.consilium.framework.training.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.GraphCarry;
import io.consilium.framework.neural.graph.GraphWeights;
import io.consilium.framework.neural.optim.AdamW;
import io.consilium.framework.neural.optim.Ema;
import io.consilium.framework.training.puzzle.Sudoku;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file that training of a graph network goes on from: weights, optimiser, average, every place
 * in the batch with its carry, and the position. Runs that were begun must stay readable: names in
 * it never change.
 *
 * @param slots in the order of the chunks
 */
record GraphState(GraphWeights weights, AdamW optimiser, Ema average, List<Slot> slots) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What stands in the file beside these. */
  record Position(long step, ObjectNode position) {}

  void write(Path file, Position at) throws IOException {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("position", JSON.writeValueAsString(at.position()));
    metadata.put("recipe", network());
    metadata.put("step", Long.toString(at.step()));
    metadata.put("optimiser.steps", Long.toString(optimiser.steps()));
    metadata.put("average.steps", Long.toString(average.steps()));
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(vector("weights", weights.values()));
    optimiser.state().forEach((name, values) -> tensors.add(vector("optimiser." + name, values)));
    average.state().forEach((name, values) -> tensors.add(vector("average." + name, values)));
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.sudoku != null) {
        String name = "slot." + i + ".";
        metadata.put(name + "clues", Sudoku.text(slot.sudoku.clues()));
        metadata.put(name + "solution", Sudoku.text(slot.sudoku.solution()));
        metadata.put(
            name + "at", slot.drawn + " " + slot.segments + " " + slot.lingers + " " + slot.over);
        tensors.add(vector(name + "answer", slot.carry.answer()));
        tensors.add(vector(name + "latent", slot.carry.latent()));
      }
    }
    Safetensors.write(file, metadata, tensors);
  }

  /** Takes all of it over. */
  Position read(Path file) throws IOException {
    Safetensors state = Safetensors.read(file);
    Map<String, String> metadata = state.metadata();
    if (!network().equals(metadata.get("recipe"))) {
      throw new IOException(
          "The state in ("
              + file
              + ") is of another network ("
              + metadata.get("recipe")
              + "). Maybe it belongs to another recipe.");
    }
    copy(state, "weights", weights.values());
    optimiser.restore(Long.parseLong(metadata.get("optimiser.steps")), part(state, "optimiser."));
    average.restore(Long.parseLong(metadata.get("average.steps")), part(state, "average."));
    for (int i = 0; i < slots.size(); i++) {
      restore(slots.get(i), "slot." + i + ".", state);
    }
    return new Position(
        Long.parseLong(metadata.get("step")), (ObjectNode) JSON.readTree(metadata.get("position")));
  }

  private String network() throws JsonProcessingException {
    return JSON.writeValueAsString(weights.config());
  }

  private static Tensor vector(String name, float[] values) {
    return Tensor.of(name, new int[] {values.length}, values);
  }

  private static Map<String, float[]> part(Safetensors state, String prefix) {
    Map<String, float[]> part = new LinkedHashMap<>();
    state
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor.floats());
              }
            });
    return part;
  }

  private void restore(Slot slot, String name, Safetensors state) {
    String clues = state.metadata().get(name + "clues");
    if (clues == null) {
      return;
    }
    slot.take(
        new Sudoku(Sudoku.cells(clues), Sudoku.cells(state.metadata().get(name + "solution"))));
    String[] at = state.metadata().get(name + "at").split(" ");
    slot.drawn = Long.parseLong(at[0]);
    slot.segments = Integer.parseInt(at[1]);
    slot.lingers = Boolean.parseBoolean(at[2]);
    slot.over = Boolean.parseBoolean(at[3]);
    ConstraintGraph graph = ConstraintGraph.sudoku(Slot.ints(slot.sudoku.clues()), 3, 3);
    float[] answer = new float[graph.nodes() * weights.config().width()];
    float[] latent = new float[answer.length];
    copy(state, name + "answer", answer);
    copy(state, name + "latent", latent);
    slot.carry = new GraphCarry(graph, answer, latent, slot.segments);
  }

  private static void copy(Safetensors state, String name, float[] target) {
    Tensor tensor = state.tensors().get(name);
    if (tensor == null || tensor.size() != target.length) {
      throw new IllegalArgumentException(
          "(" + name + ") is " + tensor + " where " + target.length + " numbers are expected.");
    }
    System.arraycopy(tensor.floats(), 0, target, 0, target.length);
  }
}
