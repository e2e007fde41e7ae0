package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarStoreTest {
  private static final Instant NOW = Instant.now();
  private static final Instant HORIZON = NOW.minus(Duration.ofDays(190));

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
  void onlyWhatIsNeitherInstalledNorNamedByKeptRecordsGoes() throws Exception {
    String installed = kept("1.0.0", Duration.ofDays(400));
    String named = kept("2.0.0", Duration.ofDays(100));
    String forgotten = kept("3.0.0", Duration.ofDays(200));

    assertThat(store.clean(Set.of(installed), HORIZON, Long.MAX_VALUE))
        .extracting(JarStore.Dropped::digest)
        .containsExactly(forgotten);
    assertThat(has(installed)).isTrue();
    assertThat(has(named)).isTrue();
    assertThat(has(forgotten)).isFalse();
  }

  @Test
  void overTheBudgetTheLongestUnusedGoesFirstAndIsSaidToBeNamed() throws Exception {
    String installed = kept("1.0.0", Duration.ofDays(150));
    String older = kept("2.0.0", Duration.ofDays(100));
    String younger = kept("3.0.0", Duration.ofDays(10));
    long one = Files.size(store.file(younger));

    assertThat(store.clean(Set.of(installed), HORIZON, 2 * one + one / 2))
        .containsExactly(new JarStore.Dropped(older, true));
    assertThat(has(installed)).isTrue();
    assertThat(has(younger)).isTrue();
  }

  @Test
  void whatACrashLeftHalfCopiedGoes() throws IOException {
    Files.createDirectories(store.directory());
    Path old = Files.write(store.directory().resolve("a.jar.part"), new byte[1]);
    Path fresh = Files.write(store.directory().resolve("b.jar.part"), new byte[1]);
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(2))));

    store.clean(Set.of(), HORIZON, Long.MAX_VALUE);

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }
}
