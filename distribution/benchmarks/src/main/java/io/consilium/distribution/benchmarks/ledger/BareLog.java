package io.consilium.distribution.benchmarks.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends the bytes of groups to a file, and forces each: nothing else. */
final class BareLog implements AutoCloseable {
  private final FileChannel channel;

  BareLog(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  Round round(Groups groups) throws IOException {
    long start = System.nanoTime();
    for (Groups.Group group : groups.groups()) {
      ByteBuffer bytes = ByteBuffer.wrap(group.bytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
    return Round.ofGroups(System.nanoTime() - start, groups.records());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
