package io.consilium.framework.neural.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the weights that there are with those that a network has. */
final class Architecture {
  private Architecture() {}

  static List<String> problems(Map<String, int[]> shapes, Map<String, Tensor> tensors) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(shapes)
        .forEach(
            (name, shape) -> {
              Tensor tensor = tensors.get(name);
              if (tensor == null) {
                problems.add("Tensor (%s) is missing.".formatted(name));
              } else if (!Arrays.equals(tensor.shape(), shape)) {
                problems.add(
                    "Tensor (%s) has shape (%s) where (%s) is expected."
                        .formatted(name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
              } else if (!tensor.dtype().isFloating()) {
                problems.add(
                    "Tensor (%s) has dtype (%s), which holds no weights."
                        .formatted(name, tensor.dtype()));
              }
            });
    tensors.keySet().stream()
        .filter(name -> !shapes.containsKey(name))
        .filter(name -> !name.startsWith(Checkpoint.TRAINING_PREFIX))
        .sorted()
        .forEach(name -> problems.add("Tensor (%s) is unknown.".formatted(name)));
    return problems;
  }
}
