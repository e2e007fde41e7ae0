package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs {@link CheckMain} in a process of its own and reads what it finds. Whatever the jar does
 * there, it ends in time and leaves nothing.
 *
 * @param limit for all of it
 * @param settings the jar's own, as a file; empty for none
 */
record CheckProcess(Home home, Duration limit, Optional<Path> settings) {
  private static final int LAST_WORDS = 400;

  /** What the process said, and whether it came to its end. */
  private static final class Reading {
    private volatile boolean ended;
    private volatile String last = "the start of the check";
  }

  /**
   * Looks at a jar.
   *
   * <p>A distribution without the kits is a {@link Complaint}.
   *
   * @param starts whether the jar is started in the end
   * @param told each line; the last one is why, if the process did not come to its end
   */
  void run(Path jar, Path work, boolean starts, Consumer<JsonNode> told)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(home.directory().resolve("check"))) {
      throw Complaint.usage(
          "This distribution holds no conformance kits. Maybe build it from source.");
    }
    try (TemporaryDirectory temporary = TemporaryDirectory.create("consilium-check")) {
      Path apart = temporary.path();
      Process process = start(jar, work, apart, starts);
      Thread killer =
          new Thread(
              () -> {
                kill(process);
                temporary.close();
              },
              "end-check");
      Runtime.getRuntime().addShutdownHook(killer);
      Reading reading = new Reading();
      Thread reader = new Thread(() -> read(process, reading, told), "check");
      reader.start();
      boolean inTime = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      kill(process);
      reader.join();
      try {
        Runtime.getRuntime().removeShutdownHook(killer);
      } catch (IllegalStateException e) {
        // This process ends, and took the other with it: nothing was found.
        throw new Complaint(ExitCode.CANCELLED, "Interrupted.");
      }
      if (!reading.ended) {
        told.accept(cutShort(process, inTime, reading.last, apart.resolve("said")));
      }
    }
  }

  private Process start(Path jar, Path work, Path apart, boolean starts) throws IOException {
    Path temporary = Files.createDirectories(apart.resolve("tmp"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-XX:ErrorFile=" + apart.resolve("crash"),
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + temporary,
            "-D" + Home.PROPERTY + "=" + home.directory(),
            "-cp",
            home.directory().resolve("lib").resolve("*").toString(),
            CheckMain.class.getName(),
            jar.toString(),
            work.toString(),
            apart.toString(),
            starts ? "start" : "no-start",
            settings.map(Path::toString).orElse(""));
    return new ProcessBuilder(command)
        .redirectError(apart.resolve("said").toFile())
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .start();
  }

  private static void read(Process process, Reading reading, Consumer<JsonNode> told) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode said = Json.tree(line.getBytes(StandardCharsets.UTF_8));
        if (said.has("end")) {
          reading.ended = true;
        } else {
          reading.last =
              said.has("rule")
                  ? "rule " + said.path("rule").path("id").asText()
                  : "step " + said.path("step").asText();
          told.accept(said);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Killed in the midst of a line, or something wrote there that should not: not ended.
      reading.ended = false;
    }
  }

  private JsonNode cutShort(Process process, boolean inTime, String last, Path said)
      throws IOException {
    String how =
        inTime
            ? "The process that looked ended by itself (exit code " + process.exitValue() + ")"
            : "It did not end within " + limit.toSeconds() + " s";
    return Json.tree(
        Map.of(
            "step",
            inTime ? "crash" : "time",
            "state",
            "refused",
            "message",
            how
                + ", after "
                + last
                + ". "
                + (inTime ? lastWords(said) : "Maybe give it longer with --limit.")));
  }

  private static String lastWords(Path said) throws IOException {
    String text = Files.exists(said) ? Files.readString(said).strip() : "";
    return text.isEmpty()
        ? "Maybe something in the jar ends the process it runs in."
        : "Its last words: "
            + text.substring(Math.max(0, text.length() - LAST_WORDS)).replaceAll("\\s+", " ");
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
