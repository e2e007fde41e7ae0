package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor as one file, in a process of its own, on a ledger copied off its host. */
class AloneIT {
  @TempDir Path directory;

  private record Ended(int exitCode, String out) {}

  private static Ended run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    boolean option = args[0].startsWith("-D");
    if (option) {
      command.add(args[0]);
    }
    command.addAll(List.of("-jar", System.getProperty("consilium.auditor")));
    command.addAll(List.of(args).subList(option ? 1 : 0, args.length));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C"); // as on a server whose language nobody set
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  @Test
  void findsWithoutTheNativeLibraryOfTheIndex() throws Exception {
    String copy = directory.resolve("copy").toString();
    Audited.write(Path.of(copy), 1);
    assertThat(run("index", copy).out()).contains("18 records in the index");
    assertThat(run("find", copy, "--verdict", "rejected").out())
        .contains("1 record found")
        .doesNotContain("cannot be used");

    String nowhere = "-Dorg.sqlite.tmpdir=" + directory.resolve("nowhere");
    Ended scanned = run(nowhere, "find", copy, "--verdict", "rejected");

    assertThat(scanned.out())
        .contains("cannot be used: SQLite does not run here")
        .contains("1 record found")
        .doesNotContain("at org.sqlite");
    assertThat(scanned.exitCode()).isZero();
  }

  @Test
  void verifiesAndShowsACopy() throws Exception {
    Path host = directory.resolve("host");
    String copy = directory.resolve("copy").toString();
    Audited.write(host, 1);
    Audited.copy(host, Path.of(copy));

    Ended verified = run("verify", copy);
    assertThat(verified.out()).contains("The ledger holds: " + copy);
    assertThat(verified.exitCode()).isZero();
    assertThat(run("show", copy, "t-0").out()).contains("says: Too small.");

    Files.writeString(Path.of(copy, "checkpoint"), "x");
    Ended refused = run("verify", copy);
    assertThat(refused.out()).contains("FAILED   checkpoint").doesNotContain("at io.consilium");
    assertThat(refused.exitCode()).isEqualTo(65);
  }

  @Test
  void provesInBytesThatAreTheSameInEveryLanguage() throws Exception {
    Path copy = directory.resolve("copy");
    Audited.write(copy, 1);
    Ended proved = run("prove", copy.toString(), "--index", "3");
    Path proof = Files.writeString(directory.resolve("3.tlog-proof"), proved.out());

    assertThat(proved.out()).contains("\n\u2014 example.com/log ");
    assertThat(
            run("check-proof", proof.toString(), "--key", copy.resolve("log.vkey").toString())
                .out())
        .startsWith("Proved: record 3 is in the log");
  }
}
