package io.consilium.governance.telemetry.internal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the {@link Cursor} in a file of three lines that is replaced as a whole: after a crash the
 * last one or the one before it is there. Used by one thread.
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
    Map<String, String> lines = new HashMap<>();
    try {
      for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
        String[] parts = line.split("=", 2);
        lines.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (!lines.containsKey("origin")) {
      throw new IllegalArgumentException("No cursor stands in it.");
    }
    return Optional.of(
        new Cursor(lines.get("origin"), number(lines, "next"), number(lines, "from")));
  }

  private static long number(Map<String, String> lines, String key) {
    return Long.parseLong(lines.getOrDefault(key, "").strip());
  }

  /** Returns when it is forced to disk. */
  void write(Cursor cursor) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    String text =
        "origin=" + cursor.origin() + "\nnext=" + cursor.next() + "\nfrom=" + cursor.from() + "\n";
    // A stream and not a channel: an interrupt at the host's end must not tear what was taken.
    try (FileOutputStream out = new FileOutputStream(next.toFile())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
