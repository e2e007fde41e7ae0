package io.consilium.framework.bridge.internal;

import io.consilium.api.task.Artifact;
import io.consilium.framework.bridge.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call takes along. */
final class Inputs {
  private Inputs() {}

  static Map<String, List<Payload>> pack(Map<String, List<Artifact>> inputs, Link.Packer packer)
      throws IOException {
    Map<String, List<Payload>> packed = new LinkedHashMap<>();
    for (Map.Entry<String, List<Artifact>> input : inputs.entrySet()) {
      List<Payload> payloads = new ArrayList<>();
      for (Artifact artifact : input.getValue()) {
        payloads.add(packer.pack(artifact));
      }
      packed.put(input.getKey(), payloads);
    }
    return packed;
  }

  static int millis(Duration left) {
    return (int) Math.min(Integer.MAX_VALUE, left.toMillis());
  }
}
