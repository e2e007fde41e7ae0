package io.consilium.framework.neural.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** Replaces a file as a whole or not at all, also if the power fails. */
final class AtomicFile {
  private AtomicFile() {}

  static void write(Path file, List<ByteBuffer> content) throws IOException {
    Path place = file.toAbsolutePath();
    Path folder = place.getParent();
    Files.createDirectories(folder);
    // Not createTempFile, whose files only their owner may read.
    Path draft = folder.resolve(place.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        for (ByteBuffer part : content) {
          while (part.hasRemaining()) {
            channel.write(part);
          }
        }
        channel.force(true);
      }
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
