package io.consilium.distribution.benchmarks.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Group commit and nothing else: bytes that are ready as they are, appended and forced together by
 * one thread, acknowledged by another.
 */
final class BareCommit implements AutoCloseable {
  private final FileChannel channel;
  private final ExecutorService told = Executors.newSingleThreadExecutor();
  private final Thread writer = new Thread(this::write, "bare-commit");
  private List<Waiting> queue = new ArrayList<>();
  private boolean closing;

  private record Waiting(byte[] bytes, CompletableFuture<Void> durable) {}

  BareCommit(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    writer.start();
  }

  synchronized CompletionStage<Void> append(byte[] bytes) {
    Waiting waiting = new Waiting(bytes, new CompletableFuture<>());
    queue.add(waiting);
    notifyAll();
    return waiting.durable;
  }

  private synchronized List<Waiting> take() throws InterruptedException {
    while (queue.isEmpty() && !closing) {
      wait();
    }
    List<Waiting> group = queue;
    queue = new ArrayList<>();
    return group;
  }

  private void write() {
    try {
      for (List<Waiting> group = take(); !group.isEmpty(); group = take()) {
        ByteBuffer all = ByteBuffer.allocate(group.stream().mapToInt(w -> w.bytes.length).sum());
        group.forEach(waiting -> all.put(waiting.bytes));
        all.flip();
        while (all.hasRemaining()) {
          channel.write(all);
        }
        channel.force(false);
        List<Waiting> done = group;
        told.execute(() -> done.forEach(waiting -> waiting.durable.complete(null)));
      }
    } catch (IOException | InterruptedException e) {
      queue.forEach(waiting -> waiting.durable.completeExceptionally(e));
    }
  }

  @Override
  public void close() throws Exception {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    writer.join();
    told.shutdown();
    channel.close();
  }
}
