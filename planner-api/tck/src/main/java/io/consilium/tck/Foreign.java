package io.consilium.tck;

import io.consilium.api.data.Vocabulary;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Inputs that are not what their media type promises. */
final class Foreign {
  private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};

  private Foreign() {}

  /** Broken content under each concrete or declared type. */
  static List<Artifact> of(MediaType declared) {
    MediaType type = concrete(declared);
    byte[] noise = new byte[257];
    new Random(7).nextBytes(noise);
    List<Artifact> all = new ArrayList<>();
    for (byte[] content : List.of(new byte[0], noise, PNG_HEAD, bytes("{\"x\":"), bytes("null"))) {
      all.add(new JsonArtifacts().of(type, content));
    }
    return all;
  }

  /** Whether broken content of this type can be told from good: text may hold anything. */
  static boolean telling(MediaType declared) {
    MediaType type = concrete(declared);
    return Vocabulary.classOf(type).isPresent() || type.value().startsWith("image/");
  }

  /** The same inputs, all of the given name replaced by one. */
  static Map<String, List<Artifact>> replace(
      Map<String, List<Artifact>> inputs, String name, Artifact by) {
    return inputs.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getKey().equals(name) ? List.of(by) : entry.getValue()));
  }

  /** The same inputs without one name. */
  static Map<String, List<Artifact>> without(Map<String, List<Artifact>> inputs, String name) {
    return inputs.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(name))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static MediaType concrete(MediaType declared) {
    if (declared.value().startsWith("image/*")) {
      return MediaType.PNG;
    }
    if (declared.value().startsWith("text/*")) {
      return MediaType.TEXT;
    }
    return declared.value().indexOf('*') >= 0 ? MediaType.BYTES : declared;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
