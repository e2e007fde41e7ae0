package io.consilium.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.LedgerFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
  @TempDir Path directory;

  @Test
  void anotherProcessIsKeptOutEvenAfterAFailedAttemptInThisOne() throws Exception {
    try (FileLedger ledger = FileLedger.open(directory, Options.DEFAULT)) {
      assertThatThrownBy(() -> FileLedger.open(directory, Options.DEFAULT))
          .isInstanceOf(LedgerFailure.class);
      assertThat(other())
          .contains("Another host works on the ledger in " + directory)
          .contains("(pid " + ProcessHandle.current().pid() + ")");
      assertThat(ledger.trouble()).isEmpty();
    }
    assertThat(other()).isEqualTo("opened");
  }

  private String other() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Another host on the same directory. */
  static final class Other {
    public static void main(String[] args) {
      try (FileLedger ledger = FileLedger.open(Path.of(args[0]), Options.DEFAULT)) {
        System.out.println("opened");
      } catch (LedgerFailure e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
