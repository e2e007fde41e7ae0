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
    long[] latencies = new long[groups.records()];
    int done = 0;
    long start = System.nanoTime();
    long last = start;
    for (Groups.Group group : groups.groups()) {
      ByteBuffer bytes = ByteBuffer.wrap(group.bytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      long now = System.nanoTime();
      for (int i = 0; i < group.records().size(); i++) {
        latencies[done++] = now - last;
      }
      last = now;
    }
    return Round.of(last - start, latencies);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
