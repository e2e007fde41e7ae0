package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFileTest {
  @TempDir private Path directory;

  @Test
  void onlyItsOwnerCanReadIt() throws Exception {
    HostFile file = new HostFile(directory);
    file.write(1234, "secret", "serve");
    Path written = directory.resolve("host.json");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
        .isEqualTo("rw-------");
    JsonNode node = Json.tree(Files.readAllBytes(written));
    assertThat(node.path("port").asInt()).isEqualTo(1234);
    assertThat(node.path("token").asText()).isEqualTo("secret");
    assertThat(node.path("mode").asText()).isEqualTo("serve");

    file.delete();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void tokensCannotBeGuessed() {
    assertThat(HostFile.newToken()).hasSize(64).isNotEqualTo(HostFile.newToken());
  }
}
