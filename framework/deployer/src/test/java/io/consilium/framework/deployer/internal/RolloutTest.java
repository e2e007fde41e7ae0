package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {
  @Test
  void aReplayHoldsTheSameBytesUnderALocationOfItsOwn(@TempDir Path directory) throws IOException {
    Path jar = Files.writeString(directory.resolve("0a.jar"), "bytes");

    String recalled = Rollout.recallLocation(jar);

    assertThat(recalled).startsWith("reference:file:").isNotEqualTo(Rollout.location(jar));
    String url = recalled.substring("reference:".length());
    try (InputStream in = URI.create(url).toURL().openStream()) {
      assertThat(in).hasContent("bytes");
    }
  }
}
