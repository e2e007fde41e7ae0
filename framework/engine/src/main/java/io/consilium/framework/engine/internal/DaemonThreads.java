package io.consilium.framework.engine.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that inherit nothing from who asks for them, so that they pin no class loader. */
final class DaemonThreads implements ThreadFactory {
  private final String name;
  private final AtomicInteger count = new AtomicInteger();

  DaemonThreads(String name) {
    this.name = name;
  }

  /**
   * One thread, there while there is work.
   *
   * @param full told what finds no place in the queue, or no thread
   */
  static ExecutorService one(String name, int queue, RejectedExecutionHandler full) {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queue),
            new DaemonThreads(name),
            full) {
          @Override
          public void execute(Runnable work) {
            try {
              super.execute(work);
            } catch (OutOfMemoryError e) {
              // No thread is to be had, since plugins made too many.
              full.rejectedExecution(work, this);
            }
          }
        };
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread =
        new Thread(null, work, "consilium-" + name + "-" + count.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return thread;
  }
}
