package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/** Writes {@code answer.json} and {@code report.html}: whole, or not at all. */
final class OutputFiles {
  private final Path directory;
  private final boolean batch;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param directory where to write
   * @param batch true if each task has a directory of its own in it, named after its first input
   */
  OutputFiles(Path directory, boolean batch) {
    this.directory = directory;
    this.batch = batch;
  }

  /** Makes the directory, so that a bad one is known before there is a task. */
  void prepare() {
    try {
      Files.createDirectories(directory);
      Path probe = Files.createTempFile(directory, ".probe", ".part");
      Files.delete(probe);
    } catch (IOException e) {
      throw Complaint.usage(
          "The output directory "
              + directory
              + " cannot be written ("
              + e.getMessage()
              + "). Maybe name another with --out.");
    }
  }

  /** Writes the files of one task; returns where. */
  Path write(JsonNode report, String html) {
    Path target = batch ? directory.resolve(name(report)) : directory;
    try {
      Files.createDirectories(target);
      put(target.resolve("answer.json"), Json.pretty(report) + "\n");
      if (!html.isEmpty()) {
        put(target.resolve("report.html"), html);
      }
      return target;
    } catch (IOException e) {
      throw Complaint.fault(
          "The answer of task "
              + report.path("task").asText()
              + " cannot be written to "
              + target
              + " ("
              + e.getMessage()
              + "). Maybe free some space; audit show still tells what it was.");
    }
  }

  private String name(JsonNode report) {
    String input = report.path("inputs").path(0).path("name").asText("task");
    int dot = input.lastIndexOf('.');
    String stem = dot > 0 ? input.substring(0, dot) : input;
    return taken.add(stem) ? stem : stem + "-" + report.path("task").asText();
  }

  private static void put(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, text.getBytes(StandardCharsets.UTF_8));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
