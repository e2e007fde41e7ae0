package io.consilium.framework.neural.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are: a checkpoint or {@link BadCheckpoint}, and nothing that costs memory. */
class HostileFileTest {

  record Change(double place, byte value) {}

  @Property(tries = 300)
  void whatIsWrittenIsRead(
      @ForAll("files") Map<String, Tensor> tensors, @ForAll("texts") Map<String, String> metadata)
      throws IOException {
    Safetensors read = Safetensors.read(ByteBuffer.wrap(bytes(metadata, tensors)), "file");
    assertThat(read.tensors()).isEqualTo(tensors);
    assertThat(read.metadata()).isEqualTo(metadata);
  }

  @Property(tries = 3000)
  void alteredBytesAreACheckpointOrRefused(
      @ForAll("files") Map<String, Tensor> tensors,
      @ForAll("changes") @Size(max = 6) List<Change> changes,
      @ForAll @IntRange(max = 20) int cut)
      throws IOException {
    byte[] bytes = bytes(Map.of("config", "{\"hidden\":32}"), tensors);
    for (Change change : changes) {
      bytes[(int) (change.place * (bytes.length - 1))] = change.value;
    }
    open(bytes, bytes.length - Math.min(cut < 15 ? 0 : cut, bytes.length));
  }

  @Property(tries = 3000)
  void alteredHeaderIsACheckpointOrRefused(@ForAll("headers") String header) throws IOException {
    ByteBuffer file = RawFile.of(header, 8);
    open(file.array(), file.limit());
  }

  @Property(tries = 500)
  void anyBytesAreRefused(@ForAll byte[] bytes) throws IOException {
    open(bytes, bytes.length);
  }

  private static void open(byte[] bytes, int length) throws IOException {
    try {
      Checkpoint checkpoint =
          Checkpoint.read(new ByteArrayInputStream(bytes, 0, length), "hostile");
      long held = checkpoint.tensors().values().stream().mapToLong(t -> t.data().limit()).sum();
      assertThat(held).isLessThanOrEqualTo(length);
      assertThat(checkpoint.digest()).hasSize(71);
    } catch (BadCheckpoint e) {
      assertThat(e).hasMessageContaining("Maybe").hasMessageStartingWith("Checkpoint (hostile): ");
      assertThat(e.getMessage().length()).isLessThan(8000);
    }
  }

  private static byte[] bytes(Map<String, String> metadata, Map<String, Tensor> tensors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ByteBuffer part : Safetensors.buffers(metadata, tensors.values())) {
      byte[] piece = new byte[part.remaining()];
      part.get(piece);
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  @Provide
  Arbitrary<Map<String, Tensor>> files() {
    Arbitrary<List<Integer>> shapes =
        Arbitraries.integers().between(0, 4).list().ofMinSize(0).ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(12).filter(HostileFileTest::isWritable),
            Arbitraries.of(Dtype.class),
            shapes)
        .as(HostileFileTest::tensor)
        .list()
        .ofMaxSize(5)
        .map(HostileFileTest::byName);
  }

  private static Tensor tensor(String name, Dtype dtype, List<Integer> shape) {
    int[] axes = shape.stream().mapToInt(Integer::intValue).toArray();
    int size = dtype.bytes();
    for (int axis : axes) {
      size *= axis;
    }
    byte[] data = new byte[size];
    for (int i = 0; i < size; i++) {
      data[i] = (byte) (i * 7 % 100);
    }
    return new Tensor(name, dtype, axes, ByteBuffer.wrap(data));
  }

  private static Map<String, Tensor> byName(List<Tensor> tensors) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    tensors.forEach(tensor -> named.put(tensor.name(), tensor));
    return named;
  }

  @Provide
  Arbitrary<Map<String, String>> texts() {
    Arbitrary<String> text =
        Arbitraries.strings().ofMaxLength(20).filter(HostileFileTest::isWritable);
    return Arbitraries.maps(text, text).ofMaxSize(4);
  }

  /** Half a surrogate pair has no UTF-8. */
  private static boolean isWritable(String text) {
    return text.chars().noneMatch(c -> Character.isSurrogate((char) c))
        && !text.equals(HeaderParser.METADATA);
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.bytes())
        .as(Change::new)
        .list();
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"a\":",
            "\"b\":",
            "\"dtype\":\"F32\"",
            "\"dtype\":\"BOOL\"",
            "\"shape\":[2]",
            "\"shape\":[8]",
            "\"shape\":[]",
            "\"data_offsets\":[0,8]",
            "\"data_offsets\":[0,4]",
            "\"data_offsets\":[4,8]",
            "\"__metadata__\":{\"config\":\"{}\"}",
            "1e999999999",
            "-0",
            "9223372036854775808",
            "null",
            "\\u0000",
            " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(24)
        .map(parts -> "{" + String.join("", repaired(parts)));
  }

  /** Some of them nearly right, or the parser would see none past its first token. */
  private static List<String> repaired(List<String> parts) {
    if (parts.size() % 2 == 0) {
      return parts;
    }
    List<String> near = new ArrayList<>();
    near.add("\"a\":{\"dtype\":\"F32\",");
    near.add("\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{");
    parts.forEach(
        part -> {
          near.add(part);
          near.add(",");
        });
    near.set(near.size() - 1, "}}");
    return near;
  }
}
