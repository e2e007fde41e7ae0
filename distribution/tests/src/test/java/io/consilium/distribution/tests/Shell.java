package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** A person's shell: the commands that are put there are found before all others. */
final class Shell {
  private static final long SECONDS = 600;

  private final Path bin;

  /** A shell that knows no command of ours. */
  Shell(Path directory) throws IOException {
    bin = Files.createDirectory(directory.resolve("bin"));
  }

  /** A shell beside a host. */
  Shell(Serving serving) throws IOException {
    this(serving.directory());
    command(
        "consilium",
        "exec '"
            + Distribution.home().resolve("consilium")
            + "' --work '"
            + serving.work()
            + "' \"$@\"");
  }

  /** Adds a command, before all of the same name. */
  void command(String name, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Begins a line; both outputs go to the file. */
  Process start(Path directory, String line, Path said) throws IOException {
    ProcessBuilder builder =
        // A test that runs in the background of a shell would hand its deafness to SIGINT down.
        new ProcessBuilder("env", "--default-signal=INT", "bash", "-c", line)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
    return builder.start();
  }

  /** What a line says, which must end well. */
  String run(Path directory, String line) throws IOException, InterruptedException {
    Path said = Consilium.passing();
    Process process = start(directory, line, said);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(line + " did not end: " + Files.readString(said));
    }
    String all = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("$ " + line + "\n" + all).isZero();
    assertThat(all).doesNotContain("\tat ");
    return all;
  }
}
