package io.consilium.framework.console.internal;

import io.consilium.api.task.MediaType;
import java.nio.file.Path;
import java.util.List;

/**
 * A file handed in, read.
 *
 * @param types what it is, most special first
 */
record GivenFile(Path path, List<MediaType> types, byte[] content) {
  String name() {
    return path.getFileName().toString();
  }
}
