package io.consilium.framework.neural.checkpoint;

import static io.consilium.framework.neural.checkpoint.RawFile.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("new/model.safetensors");
    Tensor weights = Tensor.of("w", new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, -6.5f});
    Tensor flags =
        new Tensor("b", Dtype.BOOL, new int[] {3}, ByteBuffer.wrap(new byte[] {1, 0, 1}));
    Tensor scalar = Tensor.of("s", new int[0], new float[] {7});
    Tensor none = Tensor.of("none", new int[] {0, 4}, new float[0]);
    Safetensors.write(file, Map.of("who", "ä \"q\""), List.of(flags, weights, scalar, none));
    Safetensors read = Safetensors.read(file);
    assertThat(read.metadata()).containsExactly(Map.entry("who", "ä \"q\""));
    assertThat(read.tensors())
        .containsOnly(
            Map.entry("w", weights),
            Map.entry("b", flags),
            Map.entry("s", scalar),
            Map.entry("none", none));
    assertThat(read.tensors().get("b").ints()).containsExactly(1, 0, 1);
  }

  @Test
  void equalContentGivesEqualBytesAndNumbersThatAreAligned() throws IOException {
    Tensor bool = new Tensor("a", Dtype.BOOL, new int[] {1}, ByteBuffer.allocate(1));
    Tensor single = Tensor.of("z", new int[] {1}, new float[] {1});
    Safetensors.write(folder.resolve("1"), Map.of("a", "1", "b", "2"), List.of(bool, single));
    Safetensors.write(folder.resolve("2"), Map.of("b", "2", "a", "1"), List.of(bool, single));
    byte[] bytes = Files.readAllBytes(folder.resolve("1"));
    assertThat(bytes).isEqualTo(Files.readAllBytes(folder.resolve("2")));
    assertThat((bytes.length - 5) % 8).isZero();
    assertThat(Safetensors.read(folder.resolve("1")).tensors().keySet()).containsExactly("z", "a");
  }

  @Test
  void leavesTheOldFileAndNoDraftWhenWritingFails() throws IOException {
    Path file = folder.resolve("model");
    Tensor one = Tensor.of("w", new int[] {1}, new float[] {1});
    Safetensors.write(file, Map.of(), List.of(one));
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(one, one)))
        .hasMessageContaining("Two tensors are named (w)");
    Path taken = folder.resolve("taken");
    Files.createDirectories(taken.resolve("full"));
    assertThatThrownBy(() -> Safetensors.write(taken, Map.of(), List.of(one)))
        .isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("model", "taken");
  }

  @Test
  void readsEveryKindOfNumber() throws BadCheckpoint {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(0.1).putLong(-5).putFloat(2.5f).putInt(-7);
    data.putShort((short) 0x3c00).putShort((short) 0x8001).putShort((short) 0xfbff);
    data.putShort((short) 0xbfc0).put((byte) 200).put((byte) 1);
    String header =
        "{"
            + String.join(
                ",",
                entry("f64", "F64", "[1]", 0, 8),
                entry("i64", "I64", "[1]", 8, 16),
                entry("f32", "F32", "[]", 16, 20),
                entry("i32", "I32", "[1,1]", 20, 24),
                entry("f16", "F16", "[3]", 24, 30),
                entry("bf16", "BF16", "[1]", 30, 32),
                entry("u8", "U8", "[1]", 32, 33),
                entry("bool", "BOOL", "[1]", 33, 34))
            + "}  ";
    byte[] bytes = Arrays.copyOf(data.array(), 34);
    Map<String, Tensor> read = Safetensors.read(RawFile.of(header, bytes), "test").tensors();
    assertThat(read.get("f64").floats()).containsExactly(0.1f);
    assertThat(read.get("i64").ints()).containsExactly(-5);
    assertThat(read.get("f32").floats()).containsExactly(2.5f);
    assertThat(read.get("i32").floats()).containsExactly(-7f);
    assertThat(read.get("f16").floats()).containsExactly(1f, -0x1p-24f, -65504f);
    assertThat(read.get("bf16").floats()).containsExactly(-1.5f);
    assertThat(read.get("u8").ints()).containsExactly(200);
    assertThat(read.get("bool").floats()).containsExactly(1f);
    assertThatThrownBy(() -> read.get("f32").ints()).hasMessageContaining("(f32) holds (F32)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[]                                             |does not begin with \"{\"",
        "{'a':                                         |no JSON at character",
        "{} {}                                          |goes on after its end",
        "{'a':1}                                        |(a) is a VALUE_NUMBER_INT",
        "{'__metadata__':{'k':1}}                       |(__metadata__.k) is a VALUE_NUMBER_INT",
        "{'a':{}}                                       |lacks dtype, shape or two data_offsets",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}}     |lacks dtype, shape or two",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}} |more than (2) numbers",
        "{'a':{'dtype':'F8','shape':[4],'data_offsets':[0,4]}}    |dtype (F8), known are ([F32",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}  |(-1) out of range",
        "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}} |something else than whole numbers",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}   |needs (8) bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}   |needs (4) bytes",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}   |ends at byte (8) of (4)",
        "{'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}}|beyond 2 GB",
        "{'a':{'dtype':'F32','shape':[9223372036854775807],'data_offsets':[0,4]}}|beyond 2 GB",
        "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}}|out of range",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}}|unknown field (x)",
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}}    |begins at byte (2), the one before it ends at (0)",
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]}}    |(2) bytes after the last tensor",
        "{'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'b':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}}|begins at byte (2), the one before it ends at (3)",
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'a':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}}|Duplicate field 'a'",
        "{'a':[[[[[[[[[[[[1]]]]]]]]]]]]}                |(a) is a START_ARRAY",
      })
  void saysWhatIsWrongWithTheHeader(String header, String message) {
    assertThatThrownBy(() -> Safetensors.read(RawFile.of(header.replace('\'', '"'), 4), "m.bin"))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageStartingWith("Checkpoint (m.bin): ")
        .hasMessageContaining(message)
        .hasMessageContaining("Maybe");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 18446744073709551615",
    "1, (1)",
    "100000000, (100000000)",
    "3000, the file has (2)",
    "9223372036854775807, 9223372036854775807"
  })
  void refusesAHeaderLengthThatIsALie(long length, String message) {
    ByteBuffer file = RawFile.of("{}", 0);
    file.putLong(0, length);
    assertThatThrownBy(() -> Safetensors.read(file, "m"))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining(message);
  }

  @Test
  void everyCutOffFileIsRefused() throws IOException {
    Path file = folder.resolve("model");
    Safetensors.write(file, Map.of("k", "v"), List.of(Tensor.of("w", new int[] {3}, new float[3])));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream cut = new ByteArrayInputStream(whole, 0, length);
      assertThatThrownBy(() -> Safetensors.read(cut, "cut")).isInstanceOf(BadCheckpoint.class);
    }
  }

  @Test
  void refusesAnEndlessStreamAtItsLimit() {
    ByteArrayInputStream stream = new ByteArrayInputStream(new byte[101]);
    assertThatThrownBy(() -> Safetensors.bytes(stream, "endless", 100))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("more than the (100) bytes allowed");
  }

  @Test
  void wordsOfTheFileCannotFloodOrForgeAMessage() {
    String name = "x\\n\\u001b[2J" + "y".repeat(4000);
    BadCheckpoint bad =
        catchThrowableOfType(
            BadCheckpoint.class,
            () -> Safetensors.read(RawFile.of("{\"" + name + "\":1}", 0), "m"));
    assertThat(bad.getMessage()).doesNotContain("\n").doesNotContain("\u001b").hasSizeLessThan(500);
    assertThat(bad.where()).isEqualTo("m");
  }

  @Test
  void tensorGivesAwayNothingThatCanBeChanged() {
    int[] shape = {2};
    float[] values = {1, 2};
    Tensor tensor = Tensor.of("w", shape, values);
    shape[0] = 9;
    values[0] = 9;
    tensor.shape()[0] = 9;
    tensor.data().getFloat();
    assertThat(tensor.data().isReadOnly()).isTrue();
    assertThat(tensor.shape()).containsExactly(2);
    assertThat(tensor.floats()).containsExactly(1, 2);
    assertThatThrownBy(() -> Tensor.of("w", new int[] {3}, values))
        .hasMessageContaining("needs (12) bytes and has (8)");
  }
}
