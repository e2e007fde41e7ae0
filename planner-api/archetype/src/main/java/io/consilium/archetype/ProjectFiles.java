package io.consilium.archetype;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the files of a project into a directory that holds nothing. */
final class ProjectFiles {
  private ProjectFiles() {}

  /**
   * Writes them.
   *
   * @param files path in the project to content
   * @return the files, in the order in which they were written
   * @throws FileAlreadyExistsException if the directory holds anything; nothing is written then
   */
  static List<Path> write(Path directory, Map<String, String> files) throws IOException {
    if (Files.exists(directory) && !empty(directory)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      written.add(path);
    }
    return written;
  }

  private static boolean empty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> list = Files.list(directory)) {
      return list.findAny().isEmpty();
    }
  }
}
