package io.consilium.framework.training.token;

import io.consilium.framework.neural.Parameter;
import io.consilium.framework.neural.ReasoningNetwork;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.neural.optim.AdamATan2;
import io.consilium.framework.neural.optim.AdamW;
import io.consilium.framework.neural.optim.Ema;
import io.consilium.framework.neural.optim.GradientNorm;
import io.consilium.framework.neural.optim.LearningRate;
import io.consilium.framework.neural.optim.Optimizer;
import io.consilium.framework.training.recipe.Optimiser;
import io.consilium.framework.training.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a network with what follows them: optimiser and average. For one thread. */
final class Weights {
  private static final double ADAMW_EPSILON = 1e-8;
  private static final String WEIGHT = "weight.";
  private static final String AVERAGE = "average.";
  private static final String OPTIMISER = "optimiser.";

  private final ReasoningNetwork network;
  private final Optimiser settings;
  private final LearningRate rate;
  private final Map<String, Optimizer> optimizers = new LinkedHashMap<>();
  private final Map<String, Ema> averages = new LinkedHashMap<>();

  Weights(ReasoningNetwork network, Recipe recipe) {
    this.network = network;
    this.settings = recipe.optimiser();
    this.rate =
        new LearningRate(
            settings.learningRate(), settings.warmup(), recipe.steps(), settings.minRatio());
    for (Parameter parameter : network.parameters().trained()) {
      int size = parameter.values().limit();
      optimizers.put(parameter.name(), optimizer(size));
      if (recipe.ema() > 0) {
        Ema average = new Ema(size, recipe.ema());
        average.start(parameter.values());
        averages.put(parameter.name(), average);
      }
    }
  }

  private Optimizer optimizer(int size) {
    return settings.kind().equals("adamw")
        ? new AdamW(size, settings.beta1(), settings.beta2(), ADAMW_EPSILON, settings.weightDecay())
        : new AdamATan2(size, settings.beta1(), settings.beta2(), settings.weightDecay());
  }

  /** Of an update, counted from 0. The reference counts from 1 when it asks for the rate. */
  double rate(long step) {
    return rate.at(step + 1);
  }

  /** The length of the gradient, which is shortened to the longest allowed. */
  double clipped() {
    List<java.nio.FloatBuffer> gradients =
        network.parameters().trained().stream().map(Parameter::gradients).toList();
    return settings.clip() > 0
        ? GradientNorm.clip(gradients, settings.clip())
        : GradientNorm.of(gradients);
  }

  /** Follows the gradient. */
  void update(long step) {
    for (Parameter parameter : network.parameters().trained()) {
      optimizers.get(parameter.name()).step(parameter.values(), parameter.gradients(), rate(step));
      if (!averages.isEmpty()) {
        averages.get(parameter.name()).update(parameter.values());
      }
    }
  }

  /** Does something while the network has its averaged weights. */
  void whileAveraged(Runnable work) {
    Map<String, float[]> now = new LinkedHashMap<>();
    averages.forEach(
        (name, average) -> {
          Parameter parameter = network.parameters().get(name);
          now.put(name, copy(parameter));
          average.copyTo(parameter.values());
        });
    try {
      work.run();
    } finally {
      now.forEach((name, values) -> network.parameters().get(name).values().put(0, values));
    }
  }

  /** All that is needed to go on. */
  List<Tensor> state() {
    List<Tensor> state = new ArrayList<>();
    network.tensors().forEach(tensor -> state.add(tensor.named(WEIGHT + tensor.name())));
    averages.forEach(
        (name, average) ->
            average.state().forEach((part, v) -> add(state, AVERAGE + name, part, v)));
    optimizers.forEach(
        (name, one) -> one.state().forEach((part, v) -> add(state, OPTIMISER + name, part, v)));
    return state;
  }

  /** Goes on from there. */
  void restore(Map<String, Tensor> state, long steps) {
    for (Parameter parameter : network.parameters().all()) {
      parameter.values().put(0, state.get(WEIGHT + parameter.name()).floats());
    }
    averages.forEach((name, average) -> average.restore(steps, parts(state, AVERAGE + name)));
    optimizers.forEach((name, one) -> one.restore(steps, parts(state, OPTIMISER + name)));
  }

  private static void add(List<Tensor> state, String name, String part, float[] values) {
    state.add(Tensor.of(name + "/" + part, new int[] {values.length}, values));
  }

  private static Map<String, float[]> parts(Map<String, Tensor> state, String name) {
    Map<String, float[]> parts = new LinkedHashMap<>();
    state.forEach(
        (key, tensor) -> {
          if (key.startsWith(name + "/")) {
            parts.put(key.substring(name.length() + 1), tensor.floats());
          }
        });
    return parts;
  }

  private static float[] copy(Parameter parameter) {
    float[] values = new float[parameter.values().limit()];
    parameter.values().get(0, values);
    return values;
  }
}
