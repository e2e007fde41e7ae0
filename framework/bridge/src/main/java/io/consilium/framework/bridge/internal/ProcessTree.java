package io.consilium.framework.bridge.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends a process with all that it has started, as far as the system still knows whose it is. */
final class ProcessTree {
  static final Duration GRACE = Duration.ofSeconds(1);

  private ProcessTree() {}

  /** Asks (SIGTERM), waits for the grace, insists (SIGKILL). Returns when the process is gone. */
  static void end(Process process) {
    List<ProcessHandle> all = tree(process);
    all.forEach(ProcessHandle::destroy);
    boolean gone = gone(process, GRACE);
    Stream.concat(all.stream(), gone ? Stream.empty() : tree(process).stream())
        .filter(ProcessHandle::isAlive)
        .forEach(ProcessHandle::destroyForcibly);
    gone(process, GRACE);
  }

  /** What a process has started and still goes on. */
  static List<ProcessHandle> startedBy(Process process) {
    return process.descendants().toList();
  }

  /** As {@link #end(Process)}, of what has lost its parent. */
  static void end(List<ProcessHandle> orphans) {
    List<ProcessHandle> left = orphans.stream().filter(ProcessHandle::isAlive).toList();
    left.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      left.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      left.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  /** Waits; true if the process is gone. Once interrupted it does not wait. */
  static boolean gone(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private static List<ProcessHandle> tree(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }
}
