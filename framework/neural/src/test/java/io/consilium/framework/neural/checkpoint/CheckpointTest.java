package io.consilium.framework.neural.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  @TempDir Path folder;

  @Test
  void keepsConfigurationTrainingRecordWeightsAndDigest() throws Exception {
    Path file = folder.resolve("model.safetensors");
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("hidden", 32);
    ObjectNode training = JsonNodeFactory.instance.objectNode().put("steps", 7).put("by", "ä");
    Tensor weights = Tensor.of("model.w", new int[] {2}, new float[] {1, -2});
    Checkpoint written = Checkpoint.write(file, config, training, List.of(weights));
    Checkpoint read = Checkpoint.read(file);
    assertThat(read).isEqualTo(written);
    assertThat(read.config()).isEqualTo(config);
    assertThat(read.training()).isEqualTo(training);
    assertThat(read.tensor("model.w")).isEqualTo(weights);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(read.digest()).isEqualTo("sha256:" + HexFormat.of().formatHex(digest));
  }

  @Test
  void givesAwayOnlyCopiesOfItsConfiguration() throws IOException {
    Checkpoint checkpoint = write(Tensor.of("w", new int[] {1}, new float[1]));
    checkpoint.config().put("hidden", 64);
    assertThat(checkpoint.config().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void officialCheckpointLoadsCompiledOrNot(boolean compiled) throws IOException {
    Map<String, Tensor> original = golden("hrm_puz_weights");
    List<Tensor> converted = new ArrayList<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    original.forEach(
        (name, tensor) -> {
          if (!name.startsWith("nonpersistent.")) {
            shapes.put(name, tensor.shape());
            String written = compiled ? "_orig_mod." + name : name;
            // The initial states are the ones that the original keeps in half the bits.
            converted.add(name.endsWith("_init") ? bf16(written, tensor) : tensor.named(written));
          }
        });
    Path file = folder.resolve("official.safetensors");
    Safetensors.write(file, Map.of(), converted);
    Checkpoint checkpoint = Checkpoint.read(file);
    checkpoint.requireWeights(shapes);
    assertThat(checkpoint.config().isEmpty()).isTrue();
    assertThat(checkpoint.tensor("model.inner.lm_head.weight").floats())
        .isEqualTo(original.get("model.inner.lm_head.weight").floats());
    Tensor init = checkpoint.tensor("model.inner.H_init");
    assertThat(init.dtype()).isEqualTo(Dtype.BF16);
    assertThat(init.floats())
        .containsExactly(original.get("model.inner.H_init").floats(), within(0.02f));
  }

  @Test
  void refusesATensorThatIsThereCompiledAndNot() throws IOException {
    Path file = folder.resolve("twice");
    Tensor tensor = Tensor.of("w", new int[] {1}, new float[1]);
    Safetensors.write(file, Map.of(), List.of(tensor, tensor.named("_orig_mod.w")));
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("Tensor (w) is there with and without (_orig_mod.)");
  }

  @Test
  void saysEverythingThatDoesNotFitTheNetworkAtOnce() throws IOException {
    Checkpoint checkpoint =
        write(
            Tensor.of("a", new int[] {2, 1}, new float[2]),
            new Tensor("b", Dtype.I32, new int[] {1}, ByteBuffer.allocate(4)),
            Tensor.of("other", new int[] {1}, new float[1]),
            Tensor.of("training.ema", new int[] {1}, new float[1]));
    Map<String, int[]> shapes =
        Map.of("a", new int[] {1, 2}, "b", new int[] {1}, "c", new int[] {3});
    BadCheckpoint bad =
        catchThrowableOfType(BadCheckpoint.class, () -> checkpoint.requireWeights(shapes));
    assertThat(bad.problems())
        .containsExactly(
            "Tensor (a) has shape ([2, 1]) where ([1, 2]) is expected.",
            "Tensor (b) has dtype (I32), which holds no weights.",
            "Tensor (c) is missing.",
            "Tensor (other) is unknown.");
    assertThat(bad).hasMessageContaining("Maybe it belongs to another network");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesNumbersThatAreNotFinite(float wrong) throws IOException {
    Tensor tensor = Tensor.of("model.w", new int[] {2, 2}, new float[] {1, 2, 3, wrong});
    Path file = folder.resolve("nan");
    Safetensors.write(file, Map.of(), List.of(tensor));
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("Tensor (model.w) has (" + (double) wrong + ") at index (3)");
    byte[] before = Files.readAllBytes(file);
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    assertThatThrownBy(() -> Checkpoint.write(file, none, none, List.of(tensor)))
        .isInstanceOf(BadCheckpoint.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":"})
  void refusesAConfigurationThatIsNoObject(String config) throws IOException {
    Path file = folder.resolve("config");
    Safetensors.write(file, Map.of("config", config), List.of());
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("metadata (config)");
  }

  @Test
  void isAsReadableAsAnyNewFileAndLeavesNothingBeside() throws IOException {
    write(Tensor.of("w", new int[] {1}, new float[1]));
    Path other = Files.writeString(folder.resolve("other"), "");
    assertThat(Files.getPosixFilePermissions(folder.resolve("model")))
        .isEqualTo(Files.getPosixFilePermissions(other));
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void missingFileIsNoBadCheckpoint() {
    assertThatThrownBy(() -> Checkpoint.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(BadCheckpoint.class);
  }

  private Checkpoint write(Tensor... tensors) throws IOException {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return Checkpoint.write(folder.resolve("model"), none, none, List.of(tensors));
  }

  private static Tensor bf16(String name, Tensor tensor) {
    float[] values = tensor.floats();
    ByteBuffer data = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      data.putShort((short) (Float.floatToRawIntBits(value) >> 16));
    }
    return new Tensor(name, Dtype.BF16, tensor.shape(), data.flip());
  }

  private static Map<String, Tensor> golden(String name) throws IOException {
    String resource = "/hrm_golden/" + name + ".safetensors";
    try (InputStream stream = CheckpointTest.class.getResourceAsStream(resource)) {
      return Safetensors.read(stream, resource).tensors();
    }
  }
}
