package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarStoreTest {
  private static final Instant NOW = Instant.now();

  @TempDir Path directory;
  private JarStore store;

  @BeforeEach
  void open() {
    store = new JarStore(directory.resolve("store"));
  }

  private String kept(String version, Duration unused) throws Exception {
    Path jar = Files.write(directory.resolve(version + ".jar"), Jars.bundle("a", version));
    PluginJar plugin = PluginJar.read(jar, digest -> false);
    Path file = store.keep(plugin);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(unused)));
    return plugin.digest().hex();
  }

  private boolean has(String digest) {
    return Files.exists(store.file(digest));
  }

  @Test
  void whatIsNotWhatItsNameSaysIsReplaced() throws Exception {
    String digest = kept("1.0.0", Duration.ZERO);
    byte[] bytes = Files.readAllBytes(store.file(digest));
    bytes[bytes.length / 2] ^= 1;
    Files.write(store.file(digest), bytes);

    kept("1.0.0", Duration.ZERO);

    assertThat(PluginJarDigest.of(store.file(digest)).hex()).isEqualTo(digest);
    assertThat(Files.list(store.directory())).hasSize(1);
  }

  @Test
  void whatIsPinnedOrCameIntoUseSinceItWasListedIsNotDropped() throws Exception {
    String pinned = kept("1.0.0", Duration.ofDays(3));
    String used = kept("2.0.0", Duration.ofDays(2));
    String idle = kept("3.0.0", Duration.ofDays(1));
    List<JarStore.Kept> listed = store.kept();
    store.pin(pinned);
    store.pin(pinned);
    store.unpin(pinned);
    store.used(used);

    assertThat(listed).extracting(JarStore.Kept::digest).containsExactly(pinned, used, idle);
    for (JarStore.Kept one : listed) {
      assertThat(store.drop(one)).isEqualTo(one.digest().equals(idle));
    }
    assertThat(has(pinned)).isTrue();
    assertThat(has(used)).isTrue();
    assertThat(has(idle)).isFalse();

    store.unpin(pinned);
    assertThat(store.drop(listed.get(0))).isTrue();
  }

  @Test
  void whatACrashLeftHalfCopiedGoes() throws IOException {
    Files.createDirectories(store.directory());
    Path old = Files.write(store.directory().resolve("a.jar.part"), new byte[1]);
    Path fresh = Files.write(store.directory().resolve("b.jar.part"), new byte[1]);
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(2))));

    store.removeLeftovers();

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }
}
