package io.consilium.framework.runtimes.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.runtimes.tensor.TensorUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFilesTest {
  @TempDir Path directory;

  @Test
  void makesTheCache() {
    Path cache = directory.resolve("a").resolve("b");
    NativeFiles.check(new Settings(cache, 1, 1));
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void saysWhichDirectoryCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Settings settings = new Settings(file.resolve("cache"), 1, 1);
    assertThatThrownBy(() -> NativeFiles.check(settings))
        .isInstanceOf(TensorUnavailable.class)
        .hasMessageContaining(settings.cache().toString())
        .hasMessageContaining("Maybe")
        .hasMessageContaining(Settings.CACHE);
    assertThat(NativeFiles.trouble(settings)).contains(settings.cache().toString());
  }
}
