package io.consilium.distribution.benchmarks.neural;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.framework.neural.Act;
import io.consilium.framework.neural.Batch;
import io.consilium.framework.neural.Configs;
import io.consilium.framework.neural.CrossEntropy;
import io.consilium.framework.neural.Outputs;
import io.consilium.framework.neural.Parameter;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.Step;
import io.consilium.framework.neural.TrainingStep;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An HRM or TRM: one ACT step of a batch of Sudokus, from the initial states. */
final class TokenSide extends JavaSide {
  /** Token 0 fills up, 1 is an open cell, then the digits. */
  static final int VOCABULARY = 11;

  private final ReasoningNetwork network;
  private final Map<String, Object> config = new LinkedHashMap<>();
  private final Batch batch;

  TokenSide(String kind, ReasoningNetwork network, Puzzles puzzles) {
    super("ND4J");
    this.network = network;
    JsonNode settings = Configs.write(network.config());
    settings.fields().forEachRemaining(entry -> config.put(entry.getKey(), entry.getValue()));
    config.put("kind", kind);
    config.put("puzzle_tokens", network.config().puzzleTokens());
    this.batch = batch(puzzles);
  }

  private static Batch batch(Puzzles puzzles) {
    int size = puzzles.clues().length;
    int length = puzzles.clues()[0].length;
    int[] inputs = new int[size * length];
    int[] labels = new int[size * length];
    for (int at = 0; at < inputs.length; at++) {
      inputs[at] = puzzles.clues()[at / length][at % length] + 1;
      labels[at] = puzzles.solutions()[at / length][at % length] + 1;
    }
    return new Batch(size, inputs, labels, new int[size]);
  }

  @Override
  void once(Work work) {
    if (work == Work.FORWARD) {
      step();
    } else {
      train();
    }
  }

  private Step step() {
    return network.step(network.initialCarry(batch), batch, Act.evaluate());
  }

  private TrainingStep train() {
    network.parameters().clearGradients();
    return network.train(
        network.initialCarry(batch),
        batch,
        Act.train(),
        CrossEntropy.STABLEMAX,
        1.0 / batch.size());
  }

  @Override
  public Map<String, Tensor> results(Work work) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    if (work == Work.FORWARD) {
      Step step = step();
      Outputs outputs = step.outputs();
      float[] q = new float[2 * batch.size()];
      System.arraycopy(outputs.halt(), 0, q, 0, batch.size());
      System.arraycopy(outputs.proceed(), 0, q, batch.size(), batch.size());
      results.put("logits", Tensors.floats("logits", outputs.logits()));
      results.put("q", Tensors.floats("q", q));
      results.put("z_H", Tensors.floats("z_H", step.carry().high()));
      results.put("z_L", Tensors.floats("z_L", step.carry().low()));
    } else {
      float loss = (float) train().loss().total();
      results.put("loss", Tensors.floats("loss", new float[] {loss}));
      for (Parameter parameter : trained()) {
        results.put(
            parameter.name(),
            Tensors.floats(parameter.name(), parameter.gradients(), parameter.shape()));
      }
    }
    return results;
  }

  /** The puzzle embedding is trained by rows, which Java hands out apart. */
  private List<Parameter> trained() {
    return network.parameters().trained();
  }

  @Override
  List<Tensor> exported() {
    List<Tensor> tensors = new ArrayList<>();
    for (Parameter parameter : network.parameters().all()) {
      tensors.add(Tensors.floats(parameter.name(), parameter.values(), parameter.shape()));
    }
    tensors.add(Tensors.ints("batch.inputs", batch.inputs(), batch.size(), batch.length()));
    tensors.add(Tensors.ints("batch.labels", batch.labels(), batch.size(), batch.length()));
    return tensors;
  }

  @Override
  Map<String, Object> config() {
    return config;
  }

  @Override
  public void close() {
    network.close();
  }
}
