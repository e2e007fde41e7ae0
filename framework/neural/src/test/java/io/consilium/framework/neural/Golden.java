package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One file of the reference numbers. */
final class Golden {

  private final Map<String, Tensor> tensors;

  private Golden(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  static Golden of(String name) {
    try (InputStream in =
        Golden.class.getResourceAsStream("/hrm_golden/" + name + ".safetensors")) {
      return new Golden(Safetensors.read(in, name).tensors());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The network of a case, with its weights. */
  static ReasoningNetwork network(String name) {
    JsonNode config = config(name);
    ReasoningNetwork network =
        name.startsWith("hrm")
            ? Hrm.create(Configs.hrm(config), 1)
            : Trm.create(Configs.trm(config), 1);
    network.parameters().load(of(name + "_weights").buffers());
    return network;
  }

  static JsonNode config(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/hrm_golden/configs.json")) {
      return new ObjectMapper().readTree(in).get(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Collection<Tensor> tensors() {
    return tensors.values();
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  float[] floats(String name) {
    return tensors.get(name).floats();
  }

  int[] ints(String name) {
    return tensors.get(name).ints();
  }

  boolean[] truths(String name) {
    int[] numbers = ints(name);
    boolean[] truths = new boolean[numbers.length];
    for (int at = 0; at < numbers.length; at++) {
      truths[at] = numbers[at] != 0;
    }
    return truths;
  }

  Map<String, FloatBuffer> buffers() {
    return buffers("");
  }

  /** Those whose names begin with a prefix, without it. */
  Map<String, FloatBuffer> buffers(String prefix) {
    Map<String, FloatBuffer> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), FloatBuffer.wrap(tensor.floats()));
          }
        });
    return found;
  }

  Batch batch(int number) {
    String prefix = "batch." + number + ".";
    int[] puzzles = ints(prefix + "puzzle_identifiers");
    return new Batch(puzzles.length, ints(prefix + "inputs"), ints(prefix + "labels"), puzzles);
  }

  /** Seen as rows of its last axis. */
  INDArray rows(String name) {
    int[] shape = tensors.get(name).shape();
    return array(floats(name), shape[shape.length - 1]);
  }

  static INDArray array(float[] numbers, int width) {
    INDArray array =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {numbers.length / width, width}, 'c');
    Buffers.of(array).put(0, numbers);
    return array;
  }

  void equal(String name, float[] actual, double relative) {
    close(name, actual, floats(name), relative);
  }

  void equal(String name, INDArray actual, double relative) {
    equal(name, Buffers.array(actual), relative);
  }

  void equal(String name, double actual, double relative) {
    equal(name, new float[] {(float) actual}, relative);
  }

  /** Equal to within a share of the largest number expected. */
  static void close(String name, float[] actual, float[] expected, double relative) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    double largest = 0;
    double worst = 0;
    for (int at = 0; at < expected.length; at++) {
      largest = Math.max(largest, Math.abs(expected[at]));
      worst = Math.max(worst, Math.abs((double) actual[at] - expected[at]));
    }
    assertThat(worst).as(name + ", largest " + largest).isLessThanOrEqualTo(relative * largest);
  }
}
