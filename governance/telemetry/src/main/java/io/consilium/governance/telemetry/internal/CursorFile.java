package io.consilium.governance.telemetry.internal;

import io.consilium.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Keeps the {@link Cursor} as JSON in a file that is replaced as a whole: after a crash the last
 * one or the one before it is there. Used by one thread.
 */
final class CursorFile {
  private final Path file;

  CursorFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /**
   * What was written last; empty if nothing was.
   *
   * @throws IllegalArgumentException if the file holds something else
   */
  Optional<Cursor> read() throws IOException {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), Cursor.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Returns when it is forced to disk. */
  void write(Cursor cursor) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    // A stream and not a channel: an interrupt at the host's end must not tear what was taken.
    try (FileOutputStream out = new FileOutputStream(next.toFile())) {
      out.write(Json.canonical(cursor));
      out.getFD().sync();
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
