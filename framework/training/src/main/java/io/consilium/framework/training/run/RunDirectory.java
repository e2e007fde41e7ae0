package io.consilium.framework.training.run;

import io.consilium.framework.training.task.BadInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of one training run. Files are replaced as a whole: a process that dies at any
 * moment leaves either the old one or the new one. One process at a time writes to it.
 *
 * @param directory that holds the files; made when first written to
 */
public record RunDirectory(Path directory) {

  /** How drafts end: of {@link #replace}, and of checkpoints. */
  private static final Pattern DRAFT = Pattern.compile("part|[0-9a-f-]+\\.tmp");

  /** Writes a file's content to the path that it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path file) throws IOException;
  }

  /** What the run does, as it was given. */
  public Path recipe() {
    return directory.resolve("recipe.yaml");
  }

  /** One {@link Metrics} a line. */
  public Path metrics() {
    return directory.resolve("metrics.jsonl");
  }

  /** The newest weights. */
  public Path latest() {
    return directory.resolve("latest.safetensors");
  }

  /** The averaged weights that did best on the test sets. */
  public Path best() {
    return directory.resolve("best.safetensors");
  }

  /** The averaged weights at the end, whatever tests said of them. */
  public Path averaged() {
    return directory.resolve("averaged.safetensors");
  }

  /** All that training needs to go on: weights, averages, optimiser, random states, positions. */
  public Path resume() {
    return directory.resolve("resume.safetensors");
  }

  /** The curves as a picture. */
  public Path curvesPng() {
    return directory.resolve("curves.png");
  }

  /** The curves as a page that needs no other file. */
  public Path curvesHtml() {
    return directory.resolve("curves.html");
  }

  /**
   * Replaces a file: writes beside it, forces that to disk, renames.
   *
   * @throws IOException if it cannot be written; the old file then still stands
   */
  public void replace(Path file, Content content) throws IOException {
    Files.createDirectories(directory);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      content.writeTo(part);
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Removes what a process that was killed while it wrote left half-done: drafts of this run's own
   * files, and no others. For who has the {@link #claim}.
   */
  public void removeDrafts() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> drafts;
    try (Stream<Path> files = Files.list(directory)) {
      drafts = files.filter(this::isDraft).toList();
    }
    for (Path draft : drafts) {
      Files.delete(draft);
    }
  }

  private boolean isDraft(Path file) {
    String name = file.getFileName().toString();
    return Stream.of(
                recipe(),
                metrics(),
                latest(),
                best(),
                averaged(),
                resume(),
                curvesPng(),
                curvesHtml())
            .map(own -> own.getFileName() + ".")
            .anyMatch(
                own ->
                    name.startsWith(own) && DRAFT.matcher(name.substring(own.length())).matches())
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Replaces a file by a text; see {@link #replace(Path, Content)}. */
  public void replace(Path file, String text) throws IOException {
    replace(file, part -> Files.writeString(part, text));
  }

  /** Adds a line to the metrics. */
  public void append(Metrics line) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        metrics(),
        line.line() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** The metrics so far, oldest first. A last line that a dying process left torn is left out. */
  public List<Metrics> readMetrics() throws IOException {
    List<Metrics> lines = new ArrayList<>();
    if (Files.exists(metrics())) {
      String text = Files.readString(metrics());
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
        if (!line.isBlank()) {
          lines.add(parsed(line));
        }
      }
    }
    return lines;
  }

  /** Drops the metrics after a step: training goes on from there and will write them again. */
  public void rewindTo(long step) throws IOException {
    if (Files.exists(metrics())) {
      StringBuilder kept = new StringBuilder();
      for (String line : Files.readString(metrics()).split("(?<=\n)")) {
        if (line.endsWith("\n") && !line.isBlank() && parsed(line).step() <= step) {
          kept.append(line);
        }
      }
      replace(metrics(), kept.toString());
    }
  }

  private Metrics parsed(String line) throws BadInput {
    try {
      return Metrics.parse(line);
    } catch (IllegalArgumentException e) {
      throw new BadInput("In (" + metrics() + "): " + e.getMessage() + " Maybe drop the line.", e);
    }
  }

  /**
   * Claims the directory for this process until closed.
   *
   * @throws IOException if another process trains here
   */
  public AutoCloseable claim() throws IOException {
    Files.createDirectories(directory);
    RandomAccessFile file = new RandomAccessFile(directory.resolve(".claim").toFile(), "rw");
    FileLock lock = null;
    try {
      lock = file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      // Ours already: refused below as anybody's.
    }
    if (lock == null) {
      file.close();
      throw new IOException(
          "Another process trains in " + directory + ". Maybe give another --out, or wait for it.");
    }
    return file;
  }
}
