package io.consilium.framework.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {
  private static final byte[] CONTENT = "hello, world".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path parent;
  private Exchange host;
  private Exchange guest;

  @BeforeEach
  void create() throws IOException {
    host = Exchange.create(parent.resolve("exchanges"));
    guest = Exchange.join(host.directory());
  }

  private static Artifact artifact() {
    return new JsonArtifacts().of(MediaType.TEXT, CONTENT);
  }

  @Test
  void contentsGoBothWaysInPlaceAndByFile() throws IOException {
    Payload small = host.give(artifact(), "1-0", 100);
    Payload large = host.give(artifact(), "1-1", 3);
    assertThat(small.file()).isNull();
    assertThat(large.base64()).isNull();
    assertThat(guest.open(small)).isEqualTo(artifact());
    assertThat(guest.open(large).open().readAllBytes()).isEqualTo(CONTENT);

    Payload back = guest.give(artifact(), "a", 3);
    assertThat(host.take(back, 100)).isEqualTo(artifact());
    assertThat(host.directory().resolve("out/a")).doesNotExist();

    host.forget(large);
    assertThat(host.directory().resolve("in/1-1")).doesNotExist();
  }

  @Test
  void onlyItsUserMayLookInside() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.directory())))
        .isEqualTo("rwx------");
  }

  @Test
  void whatLiesElsewhereIsNotTaken() throws IOException {
    Path secret = Files.write(parent.resolve("secret"), CONTENT);
    Files.createSymbolicLink(host.directory().resolve("out/link"), secret);
    Files.createSymbolicLink(host.directory().resolve("out/up"), parent);
    for (String name :
        new String[] {
          "../../secret",
          "out/../../../secret",
          "out/link",
          "out/up/secret",
          "in/x",
          secret.toString(),
          "out",
          "out/none",
          "out/\0"
        }) {
      assertThatThrownBy(() -> host.take(new Payload(MediaType.TEXT, null, name, null), 100))
          .as(name)
          .isInstanceOf(IOException.class);
    }
    assertThat(secret).exists();
  }

  @Test
  void whatIsTooLargeOrAnotherThanItSaysIsRefused() throws IOException {
    Files.write(host.directory().resolve("out/big"), new byte[101]);
    assertThatThrownBy(() -> host.take(new Payload(MediaType.TEXT, null, "out/big", null), 100))
        .hasMessageContaining("more than 100 bytes");
    Files.write(host.directory().resolve("out/other"), CONTENT);
    Digest none = Digest.of(new byte[0]);
    assertThatThrownBy(() -> host.take(new Payload(MediaType.TEXT, null, "out/other", none), 100))
        .hasMessageContaining("digest");
    assertThatThrownBy(() -> host.take(new Payload(MediaType.TEXT, "?!", null, null), 100))
        .hasMessageContaining("base64");
  }

  @Test
  void whatIsRefusedIsDeletedOnTheOtherSideAlone() throws IOException {
    Path kept = Files.write(parent.resolve("kept"), CONTENT);
    Files.createSymbolicLink(host.directory().resolve("out/up"), parent);
    Payload mine = host.give(artifact(), "1-0", 3);
    for (String name : new String[] {"out/up/kept", "../../kept", "in/1-0", "out/\0"}) {
      host.refuse(new Payload(MediaType.TEXT, null, name, null));
    }
    assertThat(kept).exists();
    assertThat(host.directory().resolve(mine.file())).exists();
    Payload theirs = guest.give(artifact(), "a", 3);
    host.refuse(theirs);
    assertThat(host.directory().resolve(theirs.file())).doesNotExist();
  }

  @Test
  void deletingItFollowsNoLink() throws IOException {
    Path kept = Files.write(Files.createDirectory(parent.resolve("kept")).resolve("x"), CONTENT);
    Files.createSymbolicLink(host.directory().resolve("out/up"), kept.getParent());
    host.delete();
    assertThat(host.directory()).doesNotExist();
    assertThat(kept).exists();
  }
}
