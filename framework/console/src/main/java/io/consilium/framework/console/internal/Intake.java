package io.consilium.framework.console.internal;

import io.consilium.api.task.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the files that a caller names, and turns bad ones away before a task exists. */
final class Intake {
  /** Largest file taken: 64 MiB. */
  static final long MAX_BYTES = 64L << 20;

  private Intake() {}

  /**
   * Reads files; a directory stands for the files in it, by name.
   *
   * @throws BadInput if one is missing, empty, too large or cut off
   */
  static List<GivenFile> read(List<Path> paths) {
    List<GivenFile> files = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : expand(path)) {
        files.add(readFile(file));
      }
    }
    return files;
  }

  private static List<Path> expand(Path path) {
    if (!Files.exists(path)) {
      throw new BadInput("There is no file " + path + ". Maybe check the path.");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> list = Files.list(path)) {
      List<Path> files = list.filter(Intake::counts).sorted().toList();
      if (files.isEmpty()) {
        throw new BadInput("The directory " + path + " holds no files. Maybe name another.");
      }
      return files;
    } catch (IOException e) {
      throw new BadInput("The directory " + path + " cannot be read (" + e.getMessage() + ").");
    }
  }

  private static boolean counts(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
  }

  private static GivenFile readFile(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new BadInput(
            "The file "
                + file
                + " is too large ("
                + size
                + " bytes, "
                + MAX_BYTES
                + " are taken). Maybe scale it down or split it.");
      }
      byte[] content = Files.readAllBytes(file);
      if (content.length == 0) {
        throw new BadInput("The file " + file + " is empty (0 bytes). Maybe copy it again.");
      }
      List<MediaType> types = Sniffer.types(file.getFileName().toString(), content);
      refuseCutOff(file, types.get(0), content);
      return new GivenFile(file, types, content);
    } catch (IOException e) {
      throw new BadInput(
          "The file "
              + file
              + " cannot be read ("
              + e.getMessage()
              + "). Maybe its permissions forbid it.");
    }
  }

  private static void refuseCutOff(Path file, MediaType type, byte[] content) {
    Optional<String> trouble =
        type.equals(MediaType.PNG)
            ? Pictures.troubleOfPng(content)
            : type.equals(MediaType.JPEG) ? Pictures.troubleOfJpeg(content) : Optional.empty();
    if (trouble.isPresent()) {
      throw new BadInput(
          "The picture " + file + " " + trouble.get() + ". Maybe copy it again from its source.");
    }
  }
}
