package io.consilium.framework.console.internal;

import io.consilium.api.task.MediaType;
import java.nio.file.Path;
import java.util.List;

/**
 * A file handed in, read; or one line of it.
 *
 * @param types what it is, most special first
 * @param line which line of the file, from 1; 0 for all of it
 */
record GivenFile(Path path, List<MediaType> types, byte[] content, int line) {
  /** All of a file. */
  GivenFile(Path path, List<MediaType> types, byte[] content) {
    this(path, types, content, 0);
  }

  String name() {
    return path.getFileName() + (line == 0 ? "" : ":" + line);
  }
}
