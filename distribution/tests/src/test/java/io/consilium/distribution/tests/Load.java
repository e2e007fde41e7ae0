package io.consilium.distribution.tests;

import io.consilium.framework.engine.TaskOutcome;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two threads that run one task after another, so that some call is always in flight. */
final class Load implements AutoCloseable {
  private final Callable<TaskOutcome> task;
  private final List<TaskOutcome> outcomes = new CopyOnWriteArrayList<>();
  private final List<Thread> threads;
  private volatile boolean over;
  private volatile Exception failure;

  Load(Callable<TaskOutcome> task) {
    this.task = task;
    this.threads = List.of(new Thread(this::work), new Thread(this::work));
    threads.forEach(Thread::start);
  }

  private void work() {
    try {
      while (!over) {
        outcomes.add(task.call());
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  /** Waits until some more tasks have ended. */
  void awaitMore(int more) throws Exception {
    int enough = outcomes.size() + more;
    Await.until(
        () -> {
          if (failure != null) {
            throw failure;
          }
          return outcomes.size() >= enough;
        });
  }

  List<TaskOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  TaskOutcome last() {
    return outcomes.get(outcomes.size() - 1);
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
