package io.consilium.framework.isolation.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastBreathTest {
  private final Machine machine = new Machine(64, 1);
  @TempDir Path directory;

  @Test
  void aNativeCrashIsToldWithItsSignalAndFrame() throws Exception {
    Files.writeString(
        directory.resolve(LastBreath.REPORT),
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGSEGV (0xb) at pc=0x00007f5a1c0de0a0, pid=4711, tid=4712
        #
        # JRE version: OpenJDK Runtime Environment (17.0.15+6)
        # Java VM: OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, serial gc, linux-amd64)
        # Problematic frame:
        # C  [libreader.so+0x1a]  decode+0x3
        #
        # No core dump will be written.
        """);

    assertThat(words(134))
        .hasValue(
            "native crash, SIGSEGV (0xb) at pc=0x00007f5a1c0de0a0, pid=4711, tid=4712,"
                + " C [libreader.so+0x1a] decode+0x3.");
  }

  @Test
  void outOfMemoryNamesTheBoundAndTheSetting() {
    assertThat(words(3).orElseThrow())
        .contains("out of memory", "64 MB", "consilium.plugins.isolated.memory");
  }

  @Test
  void anExitIsToldAsSuch() {
    assertThat(words(0)).hasValue("exit status 0, as by System.exit.");
    assertThat(words(17)).hasValue("exit status 17, as by System.exit.");
  }

  @Test
  void ofASignalThereIsNoMoreToSay() {
    assertThat(words(137)).isEmpty();
  }

  @Test
  void whatTheChildSaidBeforeItCouldSpeakIsPassedOn() throws Exception {
    Files.writeString(directory.resolve("last-words"), "The reel is empty.");

    assertThat(words(70)).hasValue("The reel is empty.");
  }

  @Test
  void aReportWithoutAFrameStillCounts() throws Exception {
    Files.writeString(directory.resolve(LastBreath.REPORT), "#\n# half a report");

    assertThat(words(134)).hasValue("native crash.");
  }

  @Test
  void whatAChildLeavesMayBeAnythingAndOfAnySize() throws Exception {
    Files.createDirectory(directory.resolve(LastBreath.REPORT));
    Files.writeString(directory.resolve("last-words"), "x".repeat(100_000));
    assertThat(words(134)).isEmpty();
    assertThat(words(70).orElseThrow()).hasSizeLessThan(10_000);

    Files.delete(directory.resolve(LastBreath.REPORT));
    Files.createSymbolicLink(directory.resolve(LastBreath.REPORT), directory.resolve("last-words"));
    assertThat(words(17)).hasValue("exit status 17, as by System.exit.");
  }

  private Optional<String> words(int status) {
    return LastBreath.words(status, directory, machine);
  }
}
