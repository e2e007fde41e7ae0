package io.consilium.framework.bridge.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Assignments for guests in tests. */
final class Asked {
  private Asked() {}

  static Assignment text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Assignment(
        "test.it",
        "Do it",
        Map.of("text", List.of(new JsonArtifacts().of(MediaType.TEXT, bytes))),
        Settings.EMPTY);
  }
}
