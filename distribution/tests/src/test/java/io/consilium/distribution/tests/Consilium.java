package io.consilium.distribution.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command as a user runs it: a process of its own, started by the script that ships. */
final class Consilium {
  private static final long SECONDS = 120;

  private final Path home;
  private final Path work;
  private final Path directory;
  private final String options;

  /**
   * @param directory where it runs
   */
  Consilium(Path work, Path directory) {
    this(Distribution.home(), work, directory, "");
  }

  private Consilium(Path home, Path work, Path directory, String options) {
    this.home = home;
    this.options = options;
    this.work = work;
    this.directory = directory;
  }

  /**
   * The command without our plugins, native runtimes and networks: its host starts in half the
   * time, and does not run for long enough to be worth the better compiler.
   */
  static Consilium bare(Path work, Path directory) throws IOException {
    return new Consilium(Distribution.bare(), work, directory, "-XX:TieredStopAtLevel=1");
  }

  /** What a run of the command came to. */
  record Ended(int code, String out, String err) {
    List<String> lines() {
      return out.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** A command under way. */
  record Running(Process process, Path out, Path err) {
    Ended end() throws IOException, InterruptedException {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The command did not end. It said: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    String said() throws IOException {
      return Files.readString(err);
    }

    /** As a terminal's Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  Running start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // A test that runs in the background of a shell would hand its deafness to SIGINT down.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(home.resolve("consilium").toString());
    command.addAll(List.of("--work", work.toString()));
    command.addAll(List.of(arguments));
    Path out = passing();
    Path err = passing();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("CONSILIUM_JAVA_OPTIONS", options);
    Process process = builder.start();
    return new Running(process, out, err);
  }

  /** A file that goes with this process. */
  static Path passing() throws IOException {
    Path file = Files.createTempFile("consilium", ".txt");
    file.toFile().deleteOnExit();
    return file;
  }

  /** Writes a file that the command may be given. */
  Path file(String name, String content) throws IOException {
    return Files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }
}
