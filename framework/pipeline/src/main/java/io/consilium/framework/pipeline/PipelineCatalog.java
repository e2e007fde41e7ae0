package io.consilium.framework.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds pipelines by name in directories, the first that has it winning: a user's own come before
 * those shipped. Files are read anew each time, so that an edit counts for the next task.
 * Thread-safe.
 */
public final class PipelineCatalog {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,47}");
  private static final String ENDING = ".yaml";

  private final List<Path> directories;

  /**
   * One pipeline of the catalog.
   *
   * @param name as the file is called
   * @param file where it stands
   * @param pipeline what it declares; empty if it has problems
   * @param trouble what they are; empty if it has none
   */
  public record Listed(
      String name, Path file, Optional<Pipeline> pipeline, Optional<PipelineError> trouble) {}

  /** A catalog over directories in order of precedence; those that do not exist are passed over. */
  public PipelineCatalog(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /**
   * The pipeline of a name.
   *
   * @throws PipelineError if its file has problems
   * @throws IllegalArgumentException if there is none; the message names those that there are
   */
  public Pipeline find(String name) {
    Map<String, Path> files = files();
    Path file = NAME.matcher(name).matches() ? files.get(name) : null;
    if (file == null) {
      throw new IllegalArgumentException(
          "There is no pipeline of this name ("
              + name
              + "). "
              + (files.isEmpty()
                  ? "Looked in: " + directories + ", there is none."
                  : NearNames.advice(name, files.keySet())));
    }
    return named(name, file);
  }

  /** Every pipeline, by name. */
  public List<Listed> list() {
    return files().entrySet().stream()
        .map(entry -> listed(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Listed listed(String name, Path file) {
    try {
      return new Listed(name, file, Optional.of(named(name, file)), Optional.empty());
    } catch (PipelineError e) {
      return new Listed(name, file, Optional.empty(), Optional.of(e));
    }
  }

  private static Pipeline named(String name, Path file) {
    Pipeline pipeline = PipelineFile.read(file);
    if (!pipeline.name().equals(name)) {
      throw new PipelineError(
          file.toString(),
          List.of(
              new PipelineError.Problem(
                  0,
                  "pipeline",
                  "The pipeline has another name than its file (" + pipeline.name() + ").",
                  "Maybe name the file " + pipeline.name() + ENDING + ".")));
    }
    return pipeline;
  }

  private Map<String, Path> files() {
    Map<String, Path> found = new TreeMap<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.list(directory)) {
          files
              .filter(file -> file.getFileName().toString().endsWith(ENDING))
              .filter(Files::isRegularFile)
              .forEach(file -> found.putIfAbsent(nameOf(file), file));
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot list " + directory + ".", e);
        }
      }
    }
    return found;
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }
}
