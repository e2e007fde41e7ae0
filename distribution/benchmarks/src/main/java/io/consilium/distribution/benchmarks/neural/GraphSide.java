package io.consilium.distribution.benchmarks.neural;

import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.GraphCarry;
import io.consilium.framework.neural.graph.GraphConfig;
import io.consilium.framework.neural.graph.GraphNetwork;
import io.consilium.framework.neural.graph.GraphStep;
import io.consilium.framework.neural.graph.GraphTrainee;
import io.consilium.framework.neural.graph.GraphWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph network: one segment of every puzzle of a batch, one after the other. */
final class GraphSide extends JavaSide {
  private final GraphWeights weights;
  private final GraphNetwork network;
  private final GraphTrainee trainee;
  private final Puzzles puzzles;
  private final List<GraphCarry> starts = new ArrayList<>();
  private final float[] gradient;

  /**
   * @param trainee null if this way cannot train
   */
  GraphSide(
      String name,
      GraphWeights weights,
      GraphNetwork network,
      GraphTrainee trainee,
      Puzzles puzzles) {
    super(name);
    this.weights = weights;
    this.network = network;
    this.trainee = trainee;
    this.puzzles = puzzles;
    this.gradient = new float[weights.values().length];
    for (int at = 0; at < puzzles.clues().length; at++) {
      ConstraintGraph graph = ConstraintGraph.sudoku(puzzles.clues()[at], 3, 3);
      starts.add(GraphCarry.start(graph, weights.config().width(), 17 + at));
    }
  }

  @Override
  public boolean does(Work work) {
    return work == Work.FORWARD || trainee != null;
  }

  @Override
  void once(Work work) {
    if (work == Work.FORWARD) {
      starts.forEach(this::step);
    } else {
      train();
    }
  }

  private GraphStep step(GraphCarry start) {
    return network.step(start, () -> false);
  }

  private double train() {
    Arrays.fill(gradient, 0);
    float[] turned = weights.transposed();
    double loss = 0;
    for (int at = 0; at < starts.size(); at++) {
      GraphCarry start = starts.get(at);
      GraphCarry copy =
          new GraphCarry(start.graph(), start.answer().clone(), start.latent().clone(), 0);
      loss += trainee.segment(copy, puzzles.solutions()[at], turned, gradient).loss();
    }
    return loss;
  }

  @Override
  public Map<String, Tensor> results(Work work) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    if (work == Work.FORWARD) {
      List<GraphStep> steps = starts.stream().map(this::step).toList();
      results.put("y", joined("y", steps.stream().map(step -> step.carry().answer()).toList()));
      results.put("z", joined("z", steps.stream().map(step -> step.carry().latent()).toList()));
      results.put("logits", joined("logits", steps.stream().map(GraphStep::logits).toList()));
      results.put(
          "halt", joined("halt", steps.stream().map(step -> new float[] {step.halt()}).toList()));
    } else {
      results.put("loss", Tensors.floats("loss", new float[] {(float) train()}));
      weights.shapes().forEach((name, shape) -> results.put(name, part(name, gradient, shape)));
    }
    return results;
  }

  private Tensor part(String name, float[] values, int[] shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int start = weights.start(name);
    return Tensors.floats(name, Arrays.copyOfRange(values, start, start + size), shape);
  }

  private static Tensor joined(String name, List<float[]> parts, int... shape) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return Tensors.floats(name, all, shape);
  }

  @Override
  List<Tensor> exported() {
    List<Tensor> tensors = new ArrayList<>();
    weights.shapes().forEach((name, shape) -> tensors.add(part(name, weights.values(), shape)));
    int nodes = starts.stream().mapToInt(start -> start.graph().nodes()).sum();
    int[][] columns = new int[4][nodes];
    int row = 0;
    for (int at = 0; at < starts.size(); at++) {
      ConstraintGraph graph = starts.get(at).graph();
      for (int node = 0; node < graph.nodes(); node++, row++) {
        columns[0][row] = at;
        columns[1][row] = graph.cell(node);
        columns[2][row] = graph.symbol(node);
        columns[3][row] = puzzles.solutions()[at][graph.cell(node)] == graph.symbol(node) ? 1 : 0;
      }
    }
    List<String> names = List.of("graph", "cell", "symbol", "holds");
    for (int i = 0; i < names.size(); i++) {
      tensors.add(Tensors.ints("batch." + names.get(i), columns[i], nodes));
    }
    List<float[]> latent = starts.stream().map(GraphCarry::latent).toList();
    tensors.add(joined("batch.latent", latent, nodes, weights.config().width()));
    return tensors;
  }

  @Override
  Map<String, Object> config() {
    GraphConfig config = weights.config();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("kind", "graph");
    all.put("message", config.message());
    all.put("updates", config.updates());
    all.put("poolings", config.poolings());
    all.put("exact", starts.get(0).graph().exact());
    all.put("box", List.of(3, 3));
    return all;
  }
}
