package io.consilium.framework.isolation.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  @TempDir private Path directory;

  /** It waits for a file that nobody writes, as for a plugin that never comes up. */
  @Test
  @Timeout(60)
  void aChildThatHangsEndsWithItsHost() throws Exception {
    Path boot = directory.resolve("boot");
    assertThat(new ProcessBuilder("mkfifo", boot.toString()).start().waitFor()).isZero();
    Process host =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec 3>/dev/null; \"$@\" & wait",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Launch.class.getName(),
                boot.toString())
            .start();
    // Opens once the child reads it.
    try (OutputStream never = Files.newOutputStream(boot)) {
      List<ProcessHandle> children = host.descendants().toList();
      assertThat(children).hasSize(1);
      host.destroyForcibly();
      children.get(0).onExit().get(30, TimeUnit.SECONDS);
    }
  }
}
