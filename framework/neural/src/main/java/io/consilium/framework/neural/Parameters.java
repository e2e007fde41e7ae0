package io.consilium.framework.neural;

import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network's weights by their original names, in the order in which the layers were made. Made
 * from a seed, so that the same seed and the same layers give the same numbers.
 */
public final class Parameters implements AutoCloseable {

  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private final SplittableRandom random;

  /**
   * Starts an empty set.
   *
   * @param seed decides every initial weight
   */
  public Parameters(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Adds a trained weight drawn from the truncated normal distribution of the references.
   *
   * @param std the standard deviation that the drawn numbers really have
   */
  public Parameter normal(String name, double std, long... shape) {
    Parameter made = add(name, true, shape);
    TruncatedNormal.fill(made.values(), std, random.split());
    return made;
  }

  /** Adds a trained weight that begins with one number everywhere. */
  public Parameter constant(String name, float value, long... shape) {
    Parameter made = add(name, true, shape);
    Buffers.fill(made.value(), value);
    return made;
  }

  /** Adds what is stored with the weights and never trained by gradient; {@code std} may be 0. */
  public Parameter fixed(String name, double std, long... shape) {
    Parameter made = add(name, false, shape);
    if (std > 0) {
      TruncatedNormal.fill(made.values(), std, random.split());
    }
    return made;
  }

  /** All of them, in order. */
  public Collection<Parameter> all() {
    return List.copyOf(byName.values());
  }

  /** Those that an optimiser trains, in order. */
  public List<Parameter> trained() {
    return byName.values().stream().filter(Parameter::trained).toList();
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Parameter get(String name) {
    Parameter found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "The network has no weight named %s; it has %s".formatted(name, byName.keySet()));
    }
    return found;
  }

  /** How many numbers there are in all. */
  public long count() {
    return byName.values().stream().mapToLong(parameter -> parameter.value().length()).sum();
  }

  /** Sets every gradient to zero. */
  public void clearGradients() {
    trained().forEach(parameter -> Buffers.fill(parameter.gradient(), 0f));
  }

  /** The Euclidean length of all gradients together. */
  public double gradientNorm() {
    double sum = 0;
    for (Parameter parameter : trained()) {
      FloatBuffer gradient = parameter.gradients();
      for (int at = 0; at < gradient.limit(); at++) {
        sum += (double) gradient.get(at) * gradient.get(at);
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * Replaces every weight.
   *
   * @param tensors the numbers by name, row by row; names that begin with {@code nonpersistent.}
   *     are passed over
   * @throws IllegalArgumentException if a name is missing or unknown, a length differs, or a number
   *     is not finite; some weights may have been replaced by then
   */
  public void load(Map<String, FloatBuffer> tensors) {
    TreeSet<String> unknown = new TreeSet<>(tensors.keySet());
    unknown.removeAll(byName.keySet());
    unknown.removeIf(name -> name.startsWith("nonpersistent."));
    TreeSet<String> missing = new TreeSet<>(byName.keySet());
    missing.removeAll(tensors.keySet());
    if (!unknown.isEmpty() || !missing.isEmpty()) {
      throw new IllegalArgumentException(
          "These weights are of another architecture: missing %s, unknown %s."
                  .formatted(missing, unknown)
              + " Maybe the configuration belongs to another checkpoint?");
    }
    byName.values().forEach(parameter -> copy(parameter, tensors.get(parameter.name())));
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    for (Parameter parameter : byName.values()) {
      parameter.value().close();
      if (parameter.trained()) {
        parameter.gradient().close();
      }
    }
    byName.clear();
  }

  private Parameter add(String name, boolean trained, long... shape) {
    INDArray value = Nd4j.zeros(DataType.FLOAT, shape);
    Parameter made = new Parameter(name, value, trained ? gradient(value) : null);
    if (byName.putIfAbsent(name, made) != null) {
      throw new IllegalArgumentException("Two weights are named " + name);
    }
    return made;
  }

  private static INDArray gradient(INDArray value) {
    try {
      return Nd4j.zeros(DataType.FLOAT, value.shape());
    } catch (RuntimeException | Error e) {
      value.close();
      throw e;
    }
  }

  private static void copy(Parameter parameter, FloatBuffer numbers) {
    FloatBuffer into = parameter.values();
    FloatBuffer from = numbers.duplicate().rewind();
    if (from.remaining() != into.limit()) {
      throw new IllegalArgumentException(
          "%s has %d numbers, not %d. Maybe the configuration belongs to another checkpoint?"
              .formatted(parameter.name(), from.remaining(), into.limit()));
    }
    for (int at = 0; at < into.limit(); at++) {
      if (!Float.isFinite(from.get(at))) {
        throw new IllegalArgumentException(
            "%s holds %s at %d. Maybe the training it comes from had diverged?"
                .formatted(parameter.name(), from.get(at), at));
      }
    }
    into.put(from);
  }
}
