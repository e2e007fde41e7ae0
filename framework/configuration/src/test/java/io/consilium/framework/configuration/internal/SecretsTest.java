package io.consilium.framework.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String VALUE = "hush-5791";

  @TempDir private Path directory;

  private Secrets secrets() {
    return new Secrets(name -> name.equals("TOKEN") ? VALUE : null, directory);
  }

  private Path file(String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), VALUE + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Object put(String reference) throws BadConfiguration {
    return secrets().putIn(Map.of("k", Reference.of(reference).orElseThrow())).get("k");
  }

  @Test
  void comeFromTheEnvironmentAndFromFiles() throws Exception {
    file("rw-r-----");

    assertThat(((Secret) put("${env:TOKEN}")).reveal()).isEqualTo(VALUE);
    assertThat(((Secret) put("${file:token}")).reveal()).isEqualTo(VALUE);
    assertThat(((Secret) put("${file:" + directory.resolve("token") + "}")).reveal())
        .isEqualTo(VALUE);
    assertThat(secrets().putIn(Map.of("a", 1, "b", List.of("x"))))
        .isEqualTo(Map.of("a", 1, "b", List.of("x")));
  }

  @Test
  void oneThatIsNotThereIsNamedByItsReference() {
    assertThatThrownBy(() -> put("${env:OTHER}"))
        .hasMessage(
            "The secret \"k\" is to stand in ${env:OTHER}, but the host's environment has no OTHER."
                + " Maybe export it before the host starts.");
    assertThatThrownBy(() -> put("${file:none}")).hasMessageContaining("there is no file");
  }

  @Test
  void oneThatEverybodyCanReadIsRefused() throws Exception {
    file("rw-r--r--");

    assertThatThrownBy(() -> put("${file:token}"))
        .hasMessageContaining("every user can read")
        .hasMessageContaining("chmod o-rw")
        .hasMessageNotContaining(VALUE);
  }

  @Test
  void whatIsNoFileIsNotWaitedFor() {
    assertThatThrownBy(() -> put("${file:.}")).hasMessageContaining("is no file with a text");
    assertThatThrownBy(() -> put("${file:/dev/zero}"))
        .hasMessageContaining("is no file with a text");
  }

  @Test
  void aLinkIsAsOpenAsWhatItLeadsTo() throws Exception {
    Path open = file("rw-r--r--");
    Files.createSymbolicLink(directory.resolve("link"), open);

    assertThatThrownBy(() -> put("${file:link}"))
        .hasMessageContaining("chmod o-rw " + open.toRealPath())
        .hasMessageContaining("defaultMode: 0440");
  }

  @Test
  void onlyAWholeTextIsAReference() {
    assertThat(Reference.of("${env:A:-otherwise}")).isEmpty();
    assertThat(Reference.meant("${env:A:-otherwise}")).isTrue();
    assertThat(Reference.of("${env:A}")).isPresent();
    assertThat(Reference.of("x${env:A}")).isEmpty();
    assertThat(Reference.of("${vault:A}")).isEmpty();
    assertThat(Reference.meant("x${env:A}")).isTrue();
    assertThat(Reference.meant("${vault:A}")).isTrue();
    assertThat(Reference.meant("$5 {a}")).isFalse();
  }
}
