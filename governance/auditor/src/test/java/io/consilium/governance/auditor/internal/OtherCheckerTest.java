package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker in another language, which shares no code with the ledger, agrees. */
class OtherCheckerTest {
  @TempDir Path directory;

  @BeforeEach
  void findPython() {
    assumeTrue(run(List.of("python3", "--version")) != null, "There is no python3 here.");
  }

  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return out;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String check() throws IOException {
    Path script = directory.resolve("check_log.py");
    if (!Files.exists(script)) {
      try (var in = OtherCheckerTest.class.getResourceAsStream("/check_log.py")) {
        Files.copy(in, script);
      }
    }
    return run(List.of("python3", script.toString(), directory.resolve("ledger").toString()));
  }

  @Test
  void acceptsOurLogs() throws IOException {
    Audited.write(directory.resolve("ledger"), 1);
    assertThat(check()).isEqualTo("ok 18\n");
    Audited.write(directory.resolve("ledger"), 29);
    assertThat(check()).isEqualTo("ok 540\n");
  }

  @Test
  void refusesWhatWeRefuse() throws IOException {
    Path ledger = directory.resolve("ledger");
    Audited.write(ledger, 1);
    for (String name :
        List.of("checkpoint", "log.vkey", "tile/0/000.p/18", "tile/entries/000.p/18")) {
      byte[] original = Files.readAllBytes(ledger.resolve(name));
      byte[] changed = original.clone();
      changed[changed.length - 4] ^= 1;
      Files.write(ledger.resolve(name), changed);
      assertThat(check()).as(name).startsWith("wrong: ");
      assertThat(Audited.run(ledger, "verify").exitCode()).as(name).isEqualTo(65);
      Files.write(ledger.resolve(name), original);
    }
  }
}
