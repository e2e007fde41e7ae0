package io.consilium.framework.neural.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's weights with what is needed to build and to judge it. Every number is finite. Safe
 * for any number of threads.
 *
 * <p>An official checkpoint converted to safetensors loads as it is: tensors have the names of the
 * reference code, and the {@code _orig_mod.} that a compiled module puts before them is taken away.
 * It has no configuration; that is then an empty object.
 *
 * @param source the file, or what else it came from; named in errors
 * @param config how the network is built; an object
 * @param training how it was trained; an object, empty if nobody wrote it
 * @param tensors by name
 * @param digest SHA-256 of the file's bytes: {@code sha256:} and 64 hexadecimal digits
 */
public record Checkpoint(
    String source,
    ObjectNode config,
    ObjectNode training,
    Map<String, Tensor> tensors,
    String digest) {

  /** Begins the name of tensors that are no weights: what an optimiser or an average remembers. */
  public static final String TRAINING_PREFIX = "training.";

  private static final String COMPILED = "_orig_mod.";
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(Header.MAX_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public Checkpoint {
    config = config.deepCopy();
    training = training.deepCopy();
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Reads a file of at most {@link Safetensors#MAX_BYTES}.
   *
   * @throws BadCheckpoint if it is none, was cut off or altered, or holds a number that is not
   *     finite
   */
  public static Checkpoint read(Path file) throws IOException {
    return read(Safetensors.bytes(file, Safetensors.MAX_BYTES), file.toString());
  }

  /** Reads a stream to its end, as a resource inside a jar is; does not close it. */
  public static Checkpoint read(InputStream stream, String source) throws IOException {
    return read(Safetensors.bytes(stream, source, Safetensors.MAX_BYTES), source);
  }

  private static Checkpoint read(byte[] bytes, String source) throws BadCheckpoint {
    Safetensors file = Safetensors.read(ByteBuffer.wrap(bytes), source);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Tensor tensor : file.tensors().values()) {
      String name = tensor.name().replace(COMPILED, "");
      if (tensors.put(name, tensor.named(name)) != null) {
        throw new BadCheckpoint(
            source,
            "Tensor (%s) is there with and without (%s).".formatted(name, COMPILED),
            Header.DAMAGED);
      }
    }
    requireFinite(source, tensors.values());
    return new Checkpoint(
        source,
        object(file, "config", source),
        object(file, "training", source),
        tensors,
        digest(List.of(ByteBuffer.wrap(bytes))));
  }

  /**
   * Writes a file whole or not at all; equal content gives equal bytes.
   *
   * @return what the file now holds, with its digest
   * @throws BadCheckpoint if a number is not finite; the old file is then still there
   */
  public static Checkpoint write(
      Path file, ObjectNode config, ObjectNode training, Collection<Tensor> tensors)
      throws IOException {
    requireFinite(file.toString(), tensors);
    Map<String, String> metadata =
        Map.of("format", "pt", "config", config.toString(), "training", training.toString());
    List<ByteBuffer> buffers = Safetensors.buffers(metadata, tensors);
    String digest = digest(buffers);
    AtomicFile.write(file, buffers);
    Map<String, Tensor> byName = new LinkedHashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    return new Checkpoint(file.toString(), config, training, byName, digest);
  }

  /**
   * Makes sure that the weights are those of one architecture. Tensors under {@link
   * #TRAINING_PREFIX} are no weights.
   *
   * @param shapes of every weight by name
   * @throws BadCheckpoint with every tensor that is missing, unknown, of another shape or no
   *     fraction
   */
  public void requireWeights(Map<String, int[]> shapes) throws BadCheckpoint {
    List<String> problems = Architecture.problems(shapes, tensors);
    if (!problems.isEmpty()) {
      throw new BadCheckpoint(
          source,
          problems,
          "Maybe it belongs to another network or configuration than (%s)."
              .formatted(config.isEmpty() ? "none given" : config));
    }
  }

  /** How many numbers its weights are, without what stands under {@link #TRAINING_PREFIX}. */
  public long weightCount() {
    return tensors.values().stream()
        .filter(tensor -> !tensor.name().startsWith(TRAINING_PREFIX))
        .mapToLong(Tensor::size)
        .sum();
  }

  /** The same with a configuration, such as an official checkpoint lacks. */
  public Checkpoint withConfig(ObjectNode given) {
    return new Checkpoint(source, given, training, tensors, digest);
  }

  /**
   * One tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "Checkpoint (%s) has no tensor (%s). Maybe call requireWeights first."
              .formatted(source, name));
    }
    return tensor;
  }

  /** A copy. */
  @Override
  public ObjectNode config() {
    return config.deepCopy();
  }

  /** A copy. */
  @Override
  public ObjectNode training() {
    return training.deepCopy();
  }

  private static void requireFinite(String source, Collection<Tensor> tensors)
      throws BadCheckpoint {
    List<String> problems = new ArrayList<>();
    for (Tensor tensor : tensors) {
      int at = tensor.firstNotFinite();
      if (at >= 0) {
        problems.add(
            "Tensor (%s) has (%s) at index (%d)."
                .formatted(tensor.name(), tensor.dtype().at(tensor.data(), at), at));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadCheckpoint(
          source, problems, "Maybe training diverged; go back to the checkpoint before.");
    }
  }

  private static ObjectNode object(Safetensors file, String key, String source)
      throws BadCheckpoint {
    String text = file.metadata().get(key);
    if (text == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new BadCheckpoint(
          source, "Its metadata (%s) is no JSON object.".formatted(key), Header.DAMAGED);
    } catch (JsonProcessingException e) {
      throw new BadCheckpoint(
          source,
          "Its metadata (%s) is no JSON: %s.".formatted(key, e.getOriginalMessage()),
          Header.DAMAGED);
    }
  }

  private static String digest(List<ByteBuffer> bytes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      bytes.forEach(part -> sha.update(part.duplicate()));
      return "sha256:" + HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
